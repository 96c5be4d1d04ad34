import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
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
import { createdAt, id, instant, oneOf, personId, updatedAt } from '../columns.ts';
import { userProfiles } from './people.ts';
import { projects } from './projects.ts';

export const messageRoles = ['user', 'assistant'] as const;
export const messageStatuses = ['running', 'done', 'stopped', 'failed'] as const;
export const runStatuses = ['queued', 'running', 'done', 'stopped', 'failed'] as const;

/** What the person chose for one message. */
export interface MessageContext {
  workflow?: { id: string; title: string };
  documents: { id: string; name: string }[];
}

/** One UI message part, as the AI SDK defines it; stored as it was streamed. */
export type StoredPart = { type: string } & Record<string, unknown>;

export const chats = pgTable(
  'chats',
  {
    id: id(),
    userId: personId()
      .notNull()
      .references(() => userProfiles.userId, { onDelete: 'cascade' }),
    projectId: uuid('project_id').references(() => projects.id, { onDelete: 'cascade' }),
    title: text('title'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index('chats_user').on(table.userId, table.updatedAt.desc()),
    index('chats_project').on(table.projectId, table.updatedAt.desc()),
  ],
);

export const chatMessages = pgTable(
  'chat_messages',
  {
    id: id(),
    chatId: uuid('chat_id')
      .notNull()
      .references(() => chats.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    role: text('role', { enum: messageRoles }).notNull(),
    parts: jsonb('parts').$type<StoredPart[]>().notNull(),
    status: text('status', { enum: messageStatuses }).notNull(),
    errorCode: text('error_code'),
    errorText: text('error_text'),
    /** The workflow and the documents a person chose for this message. */
    context: jsonb('context').$type<MessageContext>(),
    model: text('model'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('chat_messages_position').on(table.chatId, table.position),
    check('chat_messages_role', oneOf(table.role, messageRoles)),
    check('chat_messages_status', oneOf(table.status, messageStatuses)),
  ],
);

/** One server-owned answer. The lease says who works on it; an expired lease may be taken over. */
export const chatRuns = pgTable(
  'chat_runs',
  {
    id: id(),
    chatId: uuid('chat_id')
      .notNull()
      .references(() => chats.id, { onDelete: 'cascade' }),
    userMessageId: uuid('user_message_id')
      .notNull()
      .references(() => chatMessages.id, { onDelete: 'cascade' }),
    messageId: uuid('message_id')
      .notNull()
      .references(() => chatMessages.id, { onDelete: 'cascade' }),
    userId: personId().notNull(),
    model: text('model').notNull(),
    status: text('status', { enum: runStatuses }).notNull().default('queued'),
    leaseOwner: text('lease_owner'),
    leaseExpiresAt: instant('lease_expires_at'),
    stopRequestedAt: instant('stop_requested_at'),
    deadlineAt: instant('deadline_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Model messages of the finished steps: where a takeover goes on. */
    finishedSteps: jsonb('finished_steps').$type<unknown[]>().notNull().default([]),
    /** The last event that belongs to a finished step: what follows is taken back by a takeover. */
    finishedSequence: bigint('finished_sequence', { mode: 'number' }).notNull().default(0),
    inputTokens: integer('input_tokens').notNull().default(0),
    outputTokens: integer('output_tokens').notNull().default(0),
    errorCode: text('error_code'),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    uniqueIndex('chat_runs_one_active')
      .on(table.chatId)
      .where(sql`${table.status} in ('queued', 'running')`),
    index('chat_runs_lease')
      .on(table.leaseExpiresAt)
      .where(sql`${table.status} in ('queued', 'running')`),
    index('chat_runs_message').on(table.messageId),
    check('chat_runs_status', oneOf(table.status, runStatuses)),
    check(
      'chat_runs_finished',
      sql`(${table.status} in ('queued', 'running')) = (${table.finishedAt} is null)`,
    ),
  ],
);

/** The numbered stream of a run: the frames every reader gets, in order. */
export const chatRunEvents = pgTable(
  'chat_run_events',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => chatRuns.id, { onDelete: 'cascade' }),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    chunk: jsonb('chunk').$type<StoredPart>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.sequence] }),
    check('chat_run_events_sequence', sql`${table.sequence} >= 1`),
  ],
);

/** The effect of a tool call, unique by run and call: a takeover finds it and does not act again. */
export const chatRunEffects = pgTable(
  'chat_run_effects',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => chatRuns.id, { onDelete: 'cascade' }),
    callKey: text('call_key').notNull(),
    tool: text('tool').notNull(),
    result: jsonb('result').$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.callKey] })],
);
