import type { StoredDocument } from '../../lib/api/types';

export const sortKeys = ['name', 'status', 'pages', 'size', 'added'] as const;
export type SortKey = (typeof sortKeys)[number];
export interface Sort {
  key: SortKey;
  descending: boolean;
}

const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

const compare: Record<SortKey, (a: StoredDocument, b: StoredDocument) => number> = {
  name: (a, b) => collator.compare(a.name, b.name),
  status: (a, b) => collator.compare(a.status, b.status),
  pages: (a, b) => (a.pageCount ?? 0) - (b.pageCount ?? 0),
  size: (a, b) => a.size - b.size,
  added: (a, b) => a.createdAt.localeCompare(b.createdAt),
};

/** Sorted copy; equal rows fall back to their names, so that the order never jumps. */
export function sortDocuments(
  documents: readonly StoredDocument[],
  { key, descending }: Sort,
): StoredDocument[] {
  const sign = descending ? -1 : 1;
  return documents.toSorted((a, b) => sign * compare[key](a, b) || collator.compare(a.name, b.name));
}
