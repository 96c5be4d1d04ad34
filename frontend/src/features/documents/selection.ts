/** The rows chosen in a list; `last` is where a range with Shift begins. */
export interface Selection {
  ids: ReadonlySet<string>;
  last: string | null;
}

export const nothingSelected: Selection = { ids: new Set(), last: null };

/** Turns one row over; with `range`, selects everything between it and the row touched before. */
export function toggle(
  selection: Selection,
  order: readonly string[],
  id: string,
  range: boolean,
): Selection {
  const ids = new Set(selection.ids);
  const from = selection.last ? order.indexOf(selection.last) : -1;
  const to = order.indexOf(id);
  if (range && from >= 0 && to >= 0) {
    for (const between of order.slice(Math.min(from, to), Math.max(from, to) + 1)) ids.add(between);
  } else if (!ids.delete(id)) ids.add(id);
  return { ids, last: id };
}

/** All when not all are chosen, else none. */
export function toggleAll(selection: Selection, order: readonly string[]): Selection {
  return selection.ids.size === order.length ? nothingSelected : { ids: new Set(order), last: null };
}
