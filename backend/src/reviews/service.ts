import { and, asc, desc, eq, inArray, lt, max, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Database, Queryable, Transaction } from '../db/client.ts';
import {
  projects,
  reviewColumns,
  reviewDocuments,
  reviewRuns,
  tabularCells,
  tabularReviews,
  type ColumnTemplate,
} from '../db/schema/index.ts';
import { fail } from '../errors/catalogue.ts';
import { toPage, type PageQuery } from '../http/schemas.ts';
import { visibleDocuments } from '../policies/document.ts';
import { ownedProject } from '../policies/project.ts';
import type { ColumnRow, ReviewRow } from '../policies/review.ts';
import type { Services } from '../services.ts';
import { findWorkflow } from '../workflows/service.ts';
import { presentCell, presentColumn, presentRun } from './presenter.ts';
import { reviewRows } from './runs.ts';
import type { columnChange, reviewCreation, reviewDetailSchema, reviewSchema } from './schemas.ts';

type ReviewView = z.input<typeof reviewSchema>;
const MAX_COLUMNS = 100;
const CELLS_PER_INSERT = 2_000;

const counts = {
  documentCount: sql<number>`(select count(*)::int from ${reviewDocuments} where ${reviewDocuments.reviewId} = ${tabularReviews.id})`,
  columnCount: sql<number>`(select count(*)::int from ${reviewColumns} where ${reviewColumns.reviewId} = ${tabularReviews.id})`,
};
const selection = { id: tabularReviews.id, review: tabularReviews, projectName: projects.name, ...counts };
type Selected = {
  id: string;
  review: ReviewRow;
  projectName: string;
  documentCount: number;
  columnCount: number;
};

/** The run under way or the last whole one, by review. */
async function latestRuns(
  db: Queryable,
  reviewIds: string[],
): Promise<Map<string, z.input<typeof reviewSchema>['run']>> {
  if (reviewIds.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([reviewRuns.reviewId], {
      run: reviewRuns,
      documents: sql<number>`(select count(*)::int from review_tasks t where t.run_id = review_runs.id)`,
      documentsDone: sql<number>`(select count(*)::int from review_tasks t where t.run_id = review_runs.id and t.status <> 'open')`,
    })
    .from(reviewRuns)
    .where(inArray(reviewRuns.reviewId, reviewIds))
    .orderBy(reviewRuns.reviewId, desc(reviewRuns.id));
  return new Map(rows.map((row) => [row.run.reviewId, presentRun(row)]));
}

function present(row: Selected, run: ReviewView['run']): ReviewView {
  const { review } = row;
  return {
    id: review.id,
    projectId: review.projectId,
    projectName: row.projectName,
    title: review.title,
    workflowId: review.workflowId,
    documentCount: row.documentCount,
    columnCount: row.columnCount,
    run,
    createdAt: review.createdAt.toISOString(),
    updatedAt: review.updatedAt.toISOString(),
  };
}

export async function listReviews(
  { db }: Services,
  userId: string,
  page: PageQuery & { projectId?: string | undefined },
) {
  const rows = await db
    .select(selection)
    .from(tabularReviews)
    .innerJoin(projects, eq(projects.id, tabularReviews.projectId))
    .where(
      and(
        eq(projects.userId, userId),
        page.projectId ? eq(tabularReviews.projectId, page.projectId) : undefined,
        page.cursor ? lt(tabularReviews.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(tabularReviews.id))
    .limit(page.limit + 1);
  const runs = await latestRuns(
    db,
    rows.map((row) => row.id),
  );
  return toPage(rows, page.limit, (row) => present(row, runs.get(row.id) ?? null));
}

/** @throws not_found for a project, document or workflow the person may not see */
export async function createReview(
  services: Services,
  userId: string,
  input: z.output<typeof reviewCreation>,
): Promise<ReviewView> {
  const { db } = services;
  const project = await ownedProject(services, { userId }, input.projectId);
  const rows = await visibleDocuments(db, userId, input.documentIds);
  if (rows.some((document) => document.projectId !== project.id)) throw fail('not_found');
  const columns = input.columns ?? (await columnsOfWorkflow(services, userId, input.workflowId ?? null));
  const id = await db.transaction(async (tx) => {
    const [review] = await tx
      .insert(tabularReviews)
      .values({ userId, projectId: project.id, title: input.title, workflowId: input.workflowId ?? null })
      .returning({ id: tabularReviews.id });
    if (!review) throw new Error('the insert returned no row');
    await appendColumns(tx, review.id, columns);
    await appendDocuments(
      tx,
      review.id,
      rows.map((document) => document.id),
    );
    return review.id;
  });
  return readReviewView(db, id);
}

async function columnsOfWorkflow(
  services: Services,
  userId: string,
  workflowId: string | null,
): Promise<ColumnTemplate[]> {
  if (!workflowId) return [];
  const workflow = await findWorkflow(services.db, userId, workflowId);
  if (!workflow.columns)
    throw fail('invalid_request', { detail: 'This workflow has no columns; choose a tabular one.' });
  return workflow.columns;
}

/** A review without its cells. */
export async function readReviewView(db: Queryable, reviewId: string): Promise<ReviewView> {
  const [row] = await db
    .select(selection)
    .from(tabularReviews)
    .innerJoin(projects, eq(projects.id, tabularReviews.projectId))
    .where(eq(tabularReviews.id, reviewId));
  if (!row) throw fail('not_found');
  return present(row, (await latestRuns(db, [reviewId])).get(reviewId) ?? null);
}

export async function readReview(
  { db }: Services,
  reviewId: string,
): Promise<z.input<typeof reviewDetailSchema>> {
  const [review, columns, documents, cells] = await Promise.all([
    readReviewView(db, reviewId),
    columnsOf(db, reviewId),
    reviewRows({ db }, reviewId),
    db.select().from(tabularCells).where(eq(tabularCells.reviewId, reviewId)),
  ]);
  return { ...review, columns: columns.map(presentColumn), documents, cells: cells.map(presentCell) };
}

export async function columnsOf(db: Queryable, reviewId: string): Promise<ColumnRow[]> {
  return db
    .select()
    .from(reviewColumns)
    .where(eq(reviewColumns.reviewId, reviewId))
    .orderBy(asc(reviewColumns.position));
}

export async function renameReview(
  { db }: Services,
  reviewId: string,
  title: string | undefined,
): Promise<ReviewView> {
  if (title)
    await db
      .update(tabularReviews)
      .set({ title, updatedAt: new Date() })
      .where(eq(tabularReviews.id, reviewId));
  return readReviewView(db, reviewId);
}

export async function deleteReview({ db }: Services, reviewId: string): Promise<void> {
  await db.delete(tabularReviews).where(eq(tabularReviews.id, reviewId));
}

/** Adds a column and its pending cells. @throws column_limit */
export async function addColumn({ db }: Services, reviewId: string, template: ColumnTemplate) {
  return db.transaction(async (tx) => {
    const [column] = await appendColumns(tx, reviewId, [template]);
    if (!column) throw new Error('the insert returned no row');
    return presentColumn(column);
  });
}

async function appendColumns(
  tx: Transaction,
  reviewId: string,
  templates: ColumnTemplate[],
): Promise<ColumnRow[]> {
  if (templates.length === 0) return [];
  await tx
    .select({ id: tabularReviews.id })
    .from(tabularReviews)
    .where(eq(tabularReviews.id, reviewId))
    .for('update');
  const existing = await columnsOf(tx, reviewId);
  if (existing.length + templates.length > MAX_COLUMNS) throw fail('column_limit');
  const first = (existing.at(-1)?.position ?? -1) + 1;
  const rows = await tx
    .insert(reviewColumns)
    .values(
      templates.map(({ name, format, question, tags }, index) => ({
        reviewId,
        position: first + index,
        name,
        format,
        question,
        tags: tags ?? [],
      })),
    )
    .returning();
  await addMissingCells(tx, reviewId);
  return rows;
}

/**
 * Changes a column. When what is asked changes, answers already there are stale: still shown, marked, and asked again by the next run.
 */
export async function changeColumn(
  { db }: Services,
  column: ColumnRow,
  input: z.output<typeof columnChange>,
) {
  const next = { ...column, ...input };
  if (next.format === 'tag' && next.tags.length < 2) {
    throw fail('invalid_request', {
      detail: 'A tag column needs at least two tags.',
      fields: [{ path: 'body.tags', message: 'needs at least two tags' }],
    });
  }
  const asksAnew =
    next.format !== column.format ||
    next.question !== column.question ||
    JSON.stringify(next.tags) !== JSON.stringify(column.tags);
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(reviewColumns)
      .set({ ...input, updatedAt: new Date() })
      .where(eq(reviewColumns.id, column.id))
      .returning();
    if (!row) throw fail('not_found');
    if (asksAnew) {
      await tx
        .update(tabularCells)
        .set({ status: 'stale', updatedAt: new Date() })
        .where(and(eq(tabularCells.columnId, column.id), eq(tabularCells.status, 'done')));
    }
    return presentColumn(row);
  });
}

export async function deleteColumn({ db }: Services, columnId: string): Promise<void> {
  await db.delete(reviewColumns).where(eq(reviewColumns.id, columnId));
}

/** @throws not_found for a document the person may not see or of another project */
export async function addDocuments(
  services: Services,
  userId: string,
  review: ReviewRow,
  documentIds: string[],
): Promise<void> {
  const rows = await visibleDocuments(services.db, userId, documentIds);
  if (rows.some((document) => document.projectId !== review.projectId)) throw fail('not_found');
  await services.db.transaction((tx) =>
    appendDocuments(
      tx,
      review.id,
      rows.map((document) => document.id),
    ),
  );
}

async function appendDocuments(tx: Transaction, reviewId: string, documentIds: string[]): Promise<void> {
  if (documentIds.length === 0) return;
  const [last] = await tx
    .select({ position: max(reviewDocuments.position) })
    .from(reviewDocuments)
    .where(eq(reviewDocuments.reviewId, reviewId));
  const first = (last?.position ?? -1) + 1;
  // Arrays as parameters: the text must not grow with the documents, or RDS Proxy pins the connection.
  await tx.execute(sql`
    insert into ${reviewDocuments} (review_id, document_id, position)
    select ${reviewId}::uuid, document.id, ${first} + document.number - 1
    from unnest(${sql.param(documentIds)}::uuid[]) with ordinality as document (id, number)
    on conflict do nothing`);
  await addMissingCells(tx, reviewId);
}

/** Every document meets every column; ids are made by the application, so the grid is filled row by row. */
async function addMissingCells(tx: Transaction, reviewId: string): Promise<void> {
  const rows = await tx
    .select({ documentId: reviewDocuments.documentId })
    .from(reviewDocuments)
    .where(eq(reviewDocuments.reviewId, reviewId));
  const columns = await columnsOf(tx, reviewId);
  const cells = rows.flatMap(({ documentId }) =>
    columns.map((column) => ({ documentId, columnId: column.id })),
  );
  for (let at = 0; at < cells.length; at += CELLS_PER_INSERT) {
    const batch = cells.slice(at, at + CELLS_PER_INSERT);
    // Arrays as parameters: the text must not grow with the cells, or RDS Proxy pins the connection.
    await tx.execute(sql`
      insert into ${tabularCells} (id, review_id, document_id, column_id)
      select cell.id, ${reviewId}::uuid, cell.document_id, cell.column_id
      from unnest(
        ${sql.param(batch.map(() => uuidv7()))}::uuid[],
        ${sql.param(batch.map(({ documentId }) => documentId))}::uuid[],
        ${sql.param(batch.map(({ columnId }) => columnId))}::uuid[]
      ) as cell (id, document_id, column_id)
      on conflict do nothing`);
  }
}

export async function removeDocument(db: Database, reviewId: string, documentId: string): Promise<void> {
  const removed = await db
    .delete(reviewDocuments)
    .where(and(eq(reviewDocuments.reviewId, reviewId), eq(reviewDocuments.documentId, documentId)))
    .returning({ documentId: reviewDocuments.documentId });
  if (removed.length === 0) throw fail('not_found');
}
