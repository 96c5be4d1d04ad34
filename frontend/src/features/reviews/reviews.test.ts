import { describe, expect, it } from 'vitest';
import { foldCell, openCells } from './fold-cell';
import type { ReviewCell, ReviewDetail } from '../../lib/api/types';

const cell = (columnId: string, status: ReviewCell['status'], updatedAt = '2026-01-01') =>
  ({ documentId: 'd', columnId, status, updatedAt }) as ReviewCell;
const review = {
  columns: [{ id: 'a' }, { id: 'b' }],
  documents: [
    { id: 'd', status: 'ready' },
    { id: 'scan', status: 'unreadable' },
  ],
  cells: [cell('a', 'done'), cell('b', 'stale')],
} as ReviewDetail;

describe('reviews', () => {
  it('replaces a cell in place and ignores an older state', () => {
    expect(foldCell(review, cell('b', 'done', '2026-02-01')).cells[1]?.status).toBe('done');
    expect(foldCell(review, cell('a', 'running', '2025-01-01'))).toBe(review);
    expect(foldCell(review, cell('c', 'done')).cells).toHaveLength(3);
  });

  it('counts what a run would fill', () => {
    expect(openCells(review)).toEqual({ cells: 1, documents: 1 });
  });
});
