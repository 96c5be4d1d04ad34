import { and, eq, inArray, ne } from 'drizzle-orm';
import {
  documents,
  documentVersions,
  reviewDocuments,
  reviewRuns,
  reviewTasks,
  tabularCells,
  tabularReviews,
  userProfiles,
} from '../db/schema/index.ts';
import { fail } from '../errors/catalogue.ts';
import type { Services } from '../services.ts';
import { writeCells } from './tasks.ts';

/** Reviews a worker may have under way at one provider, all workers together. */
export const PROVIDER_CAP = 20;

export interface RunRequest {
  userId: string;
  reviewId: string;
  model: string | null;
  /** One cell; without it every cell that is not done. */
  cell?: { documentId: string; columnId: string };
}

/**
 * Starts a run: one job for each document with open columns, in one transaction.
 * @throws run_active, review_empty, model_unknown, model_key_missing
 */
export async function startReviewRun(services: Services, request: RunRequest): Promise<{ runId: string }> {
  const { db, jobs, models } = services;
  const [profile] = await db
    .select({ model: userProfiles.tabularModel })
    .from(userProfiles)
    .where(eq(userProfiles.userId, request.userId));
  const model = await models.resolve(request.userId, request.model ?? profile?.model ?? null);
  return db.transaction(async (tx) => {
    await tx
      .select({ id: tabularReviews.id })
      .from(tabularReviews)
      .where(eq(tabularReviews.id, request.reviewId))
      .for('update');
    const [active] = await tx
      .select({ id: reviewRuns.id })
      .from(reviewRuns)
      .where(and(eq(reviewRuns.reviewId, request.reviewId), eq(reviewRuns.status, 'running')));
    if (active)
      throw fail('run_active', { detail: 'The review is already running. Wait for it, or stop it first.' });
    const open = await tx
      .select({ documentId: tabularCells.documentId, columnId: tabularCells.columnId })
      .from(tabularCells)
      .where(
        and(
          eq(tabularCells.reviewId, request.reviewId),
          request.cell
            ? and(
                eq(tabularCells.documentId, request.cell.documentId),
                eq(tabularCells.columnId, request.cell.columnId),
              )
            : ne(tabularCells.status, 'done'),
        ),
      );
    if (open.length === 0) throw fail(request.cell ? 'not_found' : 'review_empty');
    const [run] = await tx
      .insert(reviewRuns)
      .values({
        reviewId: request.reviewId,
        userId: request.userId,
        model: model.id,
        notify: request.cell ? 'none' : 'pending',
      })
      .returning({ id: reviewRuns.id });
    if (!run) throw new Error('the insert returned no row');
    for (const [documentId, cells] of Map.groupBy(open, (cell) => cell.documentId)) {
      const columnIds = cells.map((cell) => cell.columnId);
      await tx.insert(reviewTasks).values({ runId: run.id, documentId, columnIds });
      await writeCells(
        tx,
        { reviewId: request.reviewId, documentId, columnIds },
        { status: 'pending', errorCode: null, errorText: null },
      );
      await jobs.send(tx, 'review-document', { runId: run.id, documentId }, { group: model.provider });
    }
    return { runId: run.id };
  });
}

/** Stops the run; its jobs find it stopped and end. Finished cells stay. @throws run_not_active */
export async function stopReviewRun({ db }: Services, reviewId: string): Promise<void> {
  const stopped = await db
    .update(reviewRuns)
    .set({ status: 'stopped', finishedAt: new Date() })
    .where(and(eq(reviewRuns.reviewId, reviewId), eq(reviewRuns.status, 'running')))
    .returning({ id: reviewRuns.id });
  if (stopped.length === 0) throw fail('run_not_active');
  await db
    .update(tabularCells)
    .set({ status: 'pending', updatedAt: new Date() })
    .where(and(eq(tabularCells.reviewId, reviewId), inArray(tabularCells.status, ['running'])));
}

/** The rows of a review with the state of their documents, in order. */
export async function reviewRows({ db }: Pick<Services, 'db'>, reviewId: string) {
  return db
    .select({
      id: documents.id,
      name: documents.name,
      status: documentVersions.status,
      pageCount: documentVersions.pageCount,
      versionId: documentVersions.id,
    })
    .from(reviewDocuments)
    .innerJoin(documents, eq(documents.id, reviewDocuments.documentId))
    .innerJoin(documentVersions, eq(documentVersions.id, documents.currentVersionId))
    .where(eq(reviewDocuments.reviewId, reviewId))
    .orderBy(reviewDocuments.position);
}
