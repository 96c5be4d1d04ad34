import { sql } from 'drizzle-orm';
import { boolean, check, index, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, oneOf, personId, updatedAt } from '../columns.ts';
import { userProfiles } from './people.ts';

export const workflowKinds = ['assistant', 'tabular'] as const;
export type WorkflowKind = (typeof workflowKinds)[number];
export const columnFormatNames = [
  'text',
  'bulleted_list',
  'number',
  'percentage',
  'monetary_amount',
  'currency',
  'yes_no',
  'date',
  'tag',
] as const;

/** A column as a workflow holds it: no id yet. */
export interface ColumnTemplate {
  name: string;
  format: (typeof columnFormatNames)[number];
  question: string;
  tags?: string[];
}

/** People's own workflows; the built-ins are files. */
export const workflows = pgTable(
  'workflows',
  {
    id: id(),
    userId: personId()
      .notNull()
      .references(() => userProfiles.userId, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    kind: text('kind', { enum: workflowKinds }).notNull(),
    practiceArea: text('practice_area'),
    description: text('description').notNull().default(''),
    instructions: text('instructions'),
    columns: jsonb('columns').$type<ColumnTemplate[]>(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index('workflows_user').on(table.userId, table.updatedAt.desc()),
    check('workflows_kind', oneOf(table.kind, workflowKinds)),
    check(
      'workflows_content',
      sql`(${table.kind} = 'assistant' and ${table.instructions} is not null) or (${table.kind} = 'tabular' and ${table.columns} is not null)`,
    ),
  ],
);

/** Built-ins a person does not want to see; the id is the built-in's slug. */
export const hiddenWorkflows = pgTable(
  'hidden_workflows',
  {
    userId: personId()
      .notNull()
      .references(() => userProfiles.userId, { onDelete: 'cascade' }),
    workflowId: text('workflow_id').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.workflowId] })],
);

export const workflowShares = pgTable(
  'workflow_shares',
  {
    id: id(),
    workflowId: uuid('workflow_id')
      .notNull()
      .references(() => workflows.id, { onDelete: 'cascade' }),
    sharedBy: personId('shared_by').notNull(),
    userId: personId(),
    email: text('email').notNull(),
    allowEdit: boolean('allow_edit').notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    unique('workflow_shares_email').on(table.workflowId, table.email),
    index('workflow_shares_user').on(table.userId),
    check('workflow_shares_lower_email', sql`${table.email} = lower(${table.email})`),
  ],
);
