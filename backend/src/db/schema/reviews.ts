import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { VerifiedCitation } from '../../citations/types.ts';
import { createdAt, id, instant, oneOf, personId, updatedAt } from '../columns.ts';
import { messageRoles, type StoredPart } from './chats.ts';
import { documents } from './documents.ts';
import { userProfiles } from './people.ts';
import { memberRoles, projects } from './projects.ts';
import { columnFormatNames } from './workflows.ts';

export const cellStatuses = ['pending', 'running', 'done', 'stale', 'unreadable', 'failed'] as const;
export const cellFlags = ['green', 'yellow', 'red', 'grey'] as const;
export const reviewTaskStatuses = ['open', 'done', 'failed'] as const;
export const reviewRunStatuses = ['running', 'done', 'stopped'] as const;

export const tabularReviews = pgTable(
  'tabular_reviews',
  {
    id: id(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    userId: personId()
      .notNull()
      .references(() => userProfiles.userId, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    /** A built-in's slug or a workflow's id: where the columns came from, for the record only. */
    workflowId: text('workflow_id'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index('tabular_reviews_user').on(table.userId, table.updatedAt.desc()),
    index('tabular_reviews_project').on(table.projectId),
    check('tabular_reviews_title', sql`length(${table.title}) between 1 and 200`),
  ],
);

/** The rows of a review and their order. */
export const reviewDocuments = pgTable(
  'review_documents',
  {
    reviewId: uuid('review_id')
      .notNull()
      .references(() => tabularReviews.id, { onDelete: 'cascade' }),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.reviewId, table.documentId] }),
    index('review_documents_document').on(table.documentId),
  ],
);

/** The questions of a review: ids never change or come back, so an answer never stands under another question. */
export const reviewColumns = pgTable(
  'review_columns',
  {
    id: id(),
    reviewId: uuid('review_id')
      .notNull()
      .references(() => tabularReviews.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    format: text('format', { enum: columnFormatNames }).notNull(),
    question: text('question').notNull(),
    tags: jsonb('tags').$type<string[]>().notNull().default([]),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index('review_columns_review').on(table.reviewId, table.position),
    unique('review_columns_of_review').on(table.reviewId, table.id),
    check('review_columns_format', oneOf(table.format, columnFormatNames)),
    check('review_columns_tags', sql`${table.format} <> 'tag' or jsonb_array_length(${table.tags}) >= 2`),
  ],
);

export const tabularCells = pgTable(
  'tabular_cells',
  {
    id: id(),
    reviewId: uuid('review_id').notNull(),
    documentId: uuid('document_id').notNull(),
    columnId: uuid('column_id').notNull(),
    versionId: uuid('version_id'),
    status: text('status', { enum: cellStatuses }).notNull().default('pending'),
    value: text('value'),
    flag: text('flag', { enum: cellFlags }),
    reasoning: text('reasoning'),
    citations: jsonb('citations').$type<VerifiedCitation[]>().notNull().default([]),
    errorCode: text('error_code'),
    errorText: text('error_text'),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('tabular_cells_place').on(table.reviewId, table.documentId, table.columnId),
    foreignKey({
      name: 'tabular_cells_row',
      columns: [table.reviewId, table.documentId],
      foreignColumns: [reviewDocuments.reviewId, reviewDocuments.documentId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'tabular_cells_column',
      columns: [table.reviewId, table.columnId],
      foreignColumns: [reviewColumns.reviewId, reviewColumns.id],
    }).onDelete('cascade'),
    check('tabular_cells_status', oneOf(table.status, cellStatuses)),
    check('tabular_cells_flag', oneOf(table.flag, cellFlags)),
  ],
);

/** One run over a review; at most one is active. Jobs of a stopped run find it stopped and end. */
export const reviewRuns = pgTable(
  'review_runs',
  {
    id: id(),
    reviewId: uuid('review_id')
      .notNull()
      .references(() => tabularReviews.id, { onDelete: 'cascade' }),
    userId: personId().notNull(),
    model: text('model').notNull(),
    status: text('status', { enum: reviewRunStatuses }).notNull().default('running'),
    /** Mail the owner at the end: whole runs do, a single cell does not. */
    notify: text('notify', { enum: ['none', 'pending', 'sent'] })
      .notNull()
      .default('none'),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    uniqueIndex('review_runs_one_active')
      .on(table.reviewId)
      .where(sql`${table.status} = 'running'`),
    check('review_runs_status', oneOf(table.status, reviewRunStatuses)),
  ],
);

/** One document of a run: the unit of work. Its job in the queue holds the lease. */
export const reviewTasks = pgTable(
  'review_tasks',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => reviewRuns.id, { onDelete: 'cascade' }),
    documentId: uuid('document_id').notNull(),
    columnIds: jsonb('column_ids').$type<string[]>().notNull(),
    status: text('status', { enum: reviewTaskStatuses }).notNull().default('open'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.documentId] }),
    check('review_tasks_status', oneOf(table.status, reviewTaskStatuses)),
  ],
);

export const reviewMembers = pgTable(
  'review_members',
  {
    id: id(),
    reviewId: uuid('review_id')
      .notNull()
      .references(() => tabularReviews.id, { onDelete: 'cascade' }),
    userId: personId(),
    email: text('email').notNull(),
    role: text('role', { enum: memberRoles }).notNull(),
    invitedBy: personId('invited_by').notNull(),
    acceptedAt: instant('accepted_at'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('review_members_email').on(table.reviewId, table.email),
    index('review_members_user').on(table.userId),
    check('review_members_role', oneOf(table.role, memberRoles)),
    check('review_members_lower_email', sql`${table.email} = lower(${table.email})`),
    check('review_members_accepted', sql`${table.acceptedAt} is null or ${table.userId} is not null`),
  ],
);

export const tabularReviewChats = pgTable(
  'tabular_review_chats',
  {
    id: id(),
    reviewId: uuid('review_id')
      .notNull()
      .references(() => tabularReviews.id, { onDelete: 'cascade' }),
    userId: personId().notNull(),
    title: text('title'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index('tabular_review_chats_review').on(table.reviewId, table.updatedAt.desc())],
);

export const tabularReviewChatMessages = pgTable(
  'tabular_review_chat_messages',
  {
    id: id(),
    chatId: uuid('chat_id')
      .notNull()
      .references(() => tabularReviewChats.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    role: text('role', { enum: messageRoles }).notNull(),
    parts: jsonb('parts').$type<StoredPart[]>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('tabular_review_chat_messages_position').on(table.chatId, table.position),
    check('tabular_review_chat_messages_role', oneOf(table.role, messageRoles)),
  ],
);
