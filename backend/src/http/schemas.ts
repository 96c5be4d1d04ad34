import { z } from 'zod';

/** Building blocks of the API's schemas. */
export const idSchema = z.uuid();
export const instantSchema = z.iso.datetime();
export const nameSchema = z.string().trim().min(1).max(200);

export const pageQuery = z.object({
  cursor: idSchema.optional().meta({ description: 'nextCursor of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type PageQuery = z.output<typeof pageQuery>;

/** A page of a list; `nextCursor` is null on the last one. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), nextCursor: idSchema.nullable() });
}

/** Cuts one page out of rows read with limit + 1. */
export function toPage<Row extends { id: string }, Item>(
  rows: Row[],
  limit: number,
  present: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  return { items: page.map(present), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
