import { and, count, desc, eq, lt, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Database } from '../db/client.ts';
import { chats, documents, projects, tabularReviews } from '../db/schema/index.ts';
import { toPage, type PageQuery } from '../http/schemas.ts';
import type { ProjectRow } from '../policies/project.ts';
import { scheduleObjectDeletions } from '../storage/deletions.ts';
import type { projectChange, projectCreation, projectSchema } from './schemas.ts';

type ProjectView = z.input<typeof projectSchema>;

/** The outer table by name: a column of it would lose its table's name in a query of one table. */
const countOf = (table: typeof documents | typeof chats | typeof tabularReviews) =>
  sql<number>`(select ${count()}::int from ${table} where ${table.projectId} = projects.id)`;

const counted = {
  row: projects,
  documentCount: countOf(documents),
  chatCount: countOf(chats),
  reviewCount: countOf(tabularReviews),
};

type Counted = { row: ProjectRow; documentCount: number; chatCount: number; reviewCount: number };

function present({ row, documentCount, chatCount, reviewCount }: Counted): ProjectView {
  return {
    id: row.id,
    name: row.name,
    clientMatterNumber: row.clientMatterNumber,
    documentCount,
    chatCount,
    reviewCount,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** The person's projects, newest first, with their counts, in one statement. */
export async function listProjects(db: Database, userId: string, page: PageQuery) {
  const rows = await db
    .select(counted)
    .from(projects)
    .where(and(eq(projects.userId, userId), page.cursor ? lt(projects.id, page.cursor) : undefined))
    .orderBy(desc(projects.id))
    .limit(page.limit + 1);
  return toPage(
    rows.map((row) => ({ ...row, id: row.row.id })),
    page.limit,
    present,
  );
}

export async function createProject(db: Database, userId: string, input: z.output<typeof projectCreation>) {
  const [row] = await db
    .insert(projects)
    .values({ userId, name: input.name, clientMatterNumber: input.clientMatterNumber || null })
    .returning();
  if (!row) throw new Error('the insert returned no row');
  return present({ row, documentCount: 0, chatCount: 0, reviewCount: 0 });
}

export async function readProject(db: Database, projectId: string): Promise<ProjectView> {
  const [row] = await db.select(counted).from(projects).where(eq(projects.id, projectId));
  if (!row) throw new Error('the project went away after it was authorised');
  return present(row);
}

export async function changeProject(db: Database, projectId: string, input: z.output<typeof projectChange>) {
  const { clientMatterNumber } = input;
  await db
    .update(projects)
    .set({
      ...(input.name ? { name: input.name } : {}),
      ...(clientMatterNumber === undefined ? {} : { clientMatterNumber: clientMatterNumber || null }),
      updatedAt: new Date(),
    })
    .where(eq(projects.id, projectId));
  return readProject(db, projectId);
}

/** Deletes the project and all below it; its objects are noted in the same transaction and deleted by the worker. */
export async function deleteProject(db: Database, projectId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await scheduleObjectDeletions(tx, eq(documents.projectId, projectId));
    await tx.delete(projects).where(eq(projects.id, projectId));
  });
}
