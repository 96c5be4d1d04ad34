import type { ReviewCell, ReviewDetail } from '../../lib/api/types';

/** The key of a cell: its row and its column. */
export function cellKey(documentId: string, columnId: string): string {
  return `${documentId}:${columnId}`;
}

/** Puts a streamed cell in its place; an older state than the one known changes nothing. */
export function foldCell(review: ReviewDetail, cell: ReviewCell): ReviewDetail {
  const at = review.cells.findIndex(
    (known) => known.documentId === cell.documentId && known.columnId === cell.columnId,
  );
  const known = review.cells[at];
  if (known && known.updatedAt > cell.updatedAt) return review;
  return { ...review, cells: known ? review.cells.with(at, cell) : [...review.cells, cell] };
}

/** How many cells a run would fill: those never answered, out of date or failed, in documents that can be read. */
export function openCells(review: ReviewDetail): { cells: number; documents: number } {
  const finished = new Set(
    review.cells
      .filter(({ status }) => status === 'done' || status === 'unreadable')
      .map(({ documentId, columnId }) => cellKey(documentId, columnId)),
  );
  let cells = 0;
  let documents = 0;
  for (const row of review.documents) {
    if (row.status === 'unreadable' || row.status === 'failed') continue;
    const open = review.columns.filter(({ id }) => !finished.has(cellKey(row.id, id))).length;
    cells += open;
    if (open > 0) documents += 1;
  }
  return { cells, documents };
}
