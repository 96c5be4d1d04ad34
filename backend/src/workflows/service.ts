import { and, desc, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Database, Queryable } from '../db/client.ts';
import { hiddenWorkflows, workflows, type ColumnTemplate, type WorkflowKind } from '../db/schema/index.ts';
import { fail } from '../errors/catalogue.ts';
import { builtInWorkflows } from './builtin/index.ts';
import type { workflowChange, workflowCreation, workflowSchema } from './schemas.ts';

export type WorkflowView = z.input<typeof workflowSchema>;
export type WorkflowRow = typeof workflows.$inferSelect;
type BuiltIn = (typeof builtInWorkflows)[number];

function presentBuiltIn(entry: BuiltIn, hidden: ReadonlySet<string>): WorkflowView {
  return {
    id: entry.id,
    title: entry.title,
    kind: entry.kind,
    practiceArea: entry.practiceArea,
    description: entry.description,
    instructions: entry.kind === 'assistant' ? entry.instructions : null,
    columns:
      entry.kind === 'tabular'
        ? entry.columns.map((column) => ({ ...column, tags: column.tags ? [...column.tags] : undefined }))
        : null,
    builtIn: true,
    hidden: hidden.has(entry.id),
    updatedAt: null,
  };
}

function presentOwn(row: WorkflowRow): WorkflowView {
  return {
    id: row.id,
    title: row.title,
    kind: row.kind,
    practiceArea: row.practiceArea,
    description: row.description,
    instructions: row.instructions,
    columns: row.columns,
    builtIn: false,
    hidden: false,
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** Own workflows, newest first, then the built-ins; hidden ones only when asked for. */
export async function listWorkflows(
  db: Queryable,
  userId: string,
  filter: { kind?: WorkflowKind | undefined; hidden: boolean },
): Promise<WorkflowView[]> {
  const own = await db
    .select()
    .from(workflows)
    .where(eq(workflows.userId, userId))
    .orderBy(desc(workflows.updatedAt));
  const hiddenRows = await db.select().from(hiddenWorkflows).where(eq(hiddenWorkflows.userId, userId));
  const hidden = new Set(hiddenRows.map((row) => row.workflowId));
  return [...own.map(presentOwn), ...builtInWorkflows.map((entry) => presentBuiltIn(entry, hidden))].filter(
    (one) => (!filter.kind || one.kind === filter.kind) && (filter.hidden || !one.hidden),
  );
}

/** A built-in or an own workflow. @throws not_found */
export async function findWorkflow(db: Queryable, userId: string, workflowId: string): Promise<WorkflowView> {
  const found = (await listWorkflows(db, userId, { hidden: true })).find((one) => one.id === workflowId);
  if (!found) throw fail('not_found');
  return found;
}

export async function createWorkflow(
  db: Database,
  userId: string,
  input: z.output<typeof workflowCreation>,
): Promise<WorkflowView> {
  const { kind, title, practiceArea, description, instructions, columns } = input;
  const content =
    kind === 'assistant'
      ? { instructions: instructions ?? '', columns: null }
      : { instructions: null, columns: columns as ColumnTemplate[] };
  const [row] = await db
    .insert(workflows)
    .values({ userId, kind, title, practiceArea: practiceArea || null, description, ...content })
    .returning();
  if (!row) throw new Error('the insert returned no row');
  return presentOwn(row);
}

/** @throws workflow_built_in */
export async function changeWorkflow(
  db: Database,
  workflow: WorkflowView,
  input: z.output<typeof workflowChange>,
): Promise<WorkflowView> {
  if (workflow.builtIn) throw fail('workflow_built_in');
  const { title, practiceArea, description, instructions, columns } = input;
  const [row] = await db
    .update(workflows)
    .set({
      ...(title ? { title } : {}),
      ...(practiceArea === undefined ? {} : { practiceArea: practiceArea || null }),
      ...(description === undefined ? {} : { description }),
      ...(workflow.kind === 'assistant' && instructions ? { instructions } : {}),
      ...(workflow.kind === 'tabular' && columns ? { columns: columns as ColumnTemplate[] } : {}),
      updatedAt: new Date(),
    })
    .where(eq(workflows.id, workflow.id))
    .returning();
  if (!row) throw fail('not_found');
  return presentOwn(row);
}

/** @throws workflow_built_in */
export async function deleteWorkflow(db: Database, workflow: WorkflowView): Promise<void> {
  if (workflow.builtIn)
    throw fail('workflow_built_in', { detail: 'A built-in workflow cannot be deleted. Hide it instead.' });
  await db.delete(workflows).where(eq(workflows.id, workflow.id));
}

export async function hideWorkflow(db: Database, userId: string, workflow: WorkflowView): Promise<void> {
  if (!workflow.builtIn)
    throw fail('invalid_request', {
      detail: 'Only built-in workflows can be hidden; delete your own instead.',
    });
  await db.insert(hiddenWorkflows).values({ userId, workflowId: workflow.id }).onConflictDoNothing();
}

export async function showWorkflow(db: Database, userId: string, workflow: WorkflowView): Promise<void> {
  await db
    .delete(hiddenWorkflows)
    .where(and(eq(hiddenWorkflows.userId, userId), eq(hiddenWorkflows.workflowId, workflow.id)));
}
