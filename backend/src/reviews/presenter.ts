import type { z } from 'zod';
import type { reviewRuns, tabularCells } from '../db/schema/index.ts';
import type { ColumnRow } from '../policies/review.ts';
import type { cellSchema, columnSchema, reviewRunSchema } from './schemas.ts';

export function presentColumn({ id, name, format, question, tags }: ColumnRow): z.input<typeof columnSchema> {
  return { id, name, format, question, tags };
}

export function presentCell(row: typeof tabularCells.$inferSelect): z.input<typeof cellSchema> {
  const { documentId, columnId, status, value, flag, reasoning, citations } = row;
  return {
    documentId,
    columnId,
    status,
    value,
    flag,
    reasoning,
    citations,
    error: row.errorCode ? { code: row.errorCode, text: row.errorText ?? '' } : null,
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function presentRun(row: {
  run: typeof reviewRuns.$inferSelect;
  documents: number;
  documentsDone: number;
}): z.input<typeof reviewRunSchema> {
  const { run, documents, documentsDone } = row;
  return {
    id: run.id,
    status: run.status,
    model: run.model,
    documents,
    documentsDone,
    createdAt: run.createdAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  };
}
