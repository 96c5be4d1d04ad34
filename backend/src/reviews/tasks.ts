import { and, eq, inArray, sql } from 'drizzle-orm';
import type { VerifiedCitation } from '../citations/types.ts';
import type { Queryable, Transaction } from '../db/client.ts';
import { reviewRuns, reviewTasks, tabularCells } from '../db/schema/index.ts';
import type { Jobs } from '../jobs/client.ts';

export type CellChange = Partial<
  Pick<
    typeof tabularCells.$inferInsert,
    'value' | 'flag' | 'reasoning' | 'errorCode' | 'errorText' | 'versionId'
  >
> & {
  status: typeof tabularCells.$inferInsert.status;
  citations?: VerifiedCitation[];
};

/** Writes cells of one document. `updatedAt` is the database's clock: readers of the stream follow it. */
export async function writeCells(
  db: Queryable,
  place: { reviewId: string; documentId: string; columnIds: readonly string[] },
  change: CellChange,
): Promise<void> {
  if (place.columnIds.length === 0) return;
  await db
    .update(tabularCells)
    .set({ ...change, updatedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(tabularCells.reviewId, place.reviewId),
        eq(tabularCells.documentId, place.documentId),
        inArray(tabularCells.columnId, [...place.columnIds]),
      ),
    );
}

/** Ends one document of a run; the last one ends the run and, if asked for, has its owner told. */
export async function finishTask(
  tx: Transaction,
  jobs: Jobs,
  task: { runId: string; documentId: string },
  status: 'done' | 'failed',
): Promise<void> {
  await tx.select({ id: reviewRuns.id }).from(reviewRuns).where(eq(reviewRuns.id, task.runId)).for('update');
  await tx
    .update(reviewTasks)
    .set({ status })
    .where(and(eq(reviewTasks.runId, task.runId), eq(reviewTasks.documentId, task.documentId)));
  const [open] = await tx
    .select({ documentId: reviewTasks.documentId })
    .from(reviewTasks)
    .where(and(eq(reviewTasks.runId, task.runId), eq(reviewTasks.status, 'open')))
    .limit(1);
  if (open) return;
  const [run] = await tx
    .update(reviewRuns)
    .set({ status: 'done', finishedAt: new Date() })
    .where(and(eq(reviewRuns.id, task.runId), eq(reviewRuns.status, 'running')))
    .returning();
  if (run?.notify === 'pending')
    await jobs.send(tx, 'review-finished', { runId: run.id }, { singletonKey: run.id });
}
