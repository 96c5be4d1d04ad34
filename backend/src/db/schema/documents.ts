import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import type { PageItem, TextBlock } from '../../parsing/types.ts';
import { createdAt, id, instant, oneOf, personId, updatedAt } from '../columns.ts';
import { chatMessages } from './chats.ts';
import { projects, projectSubfolders } from './projects.ts';

export const documentTypes = ['pdf', 'docx', 'doc'] as const;
export type DocumentType = (typeof documentTypes)[number];
export const documentStatuses = ['queued', 'converting', 'ready', 'unreadable', 'failed'] as const;
export type DocumentStatus = (typeof documentStatuses)[number];
export const versionSources = [
  'upload',
  'user_upload',
  'assistant_edit',
  'user_accept',
  'user_reject',
  'generated',
] as const;
export const uploadStatuses = ['open', 'completed', 'cancelled'] as const;
export const editStatuses = ['pending', 'accepted', 'rejected'] as const;

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** A promised object: what the browser may put into the store, and nothing else. */
export const uploads = pgTable(
  'uploads',
  {
    id: id(),
    userId: personId().notNull(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    type: text('type', { enum: documentTypes }).notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    objectKey: text('object_key').notNull(),
    status: text('status', { enum: uploadStatuses }).notNull().default('open'),
    documentId: uuid('document_id'),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index('uploads_open')
      .on(table.expiresAt)
      .where(sql`${table.status} = 'open'`),
    check('uploads_type', oneOf(table.type, documentTypes)),
    check('uploads_status', oneOf(table.status, uploadStatuses)),
    check('uploads_size', sql`${table.size} > 0`),
    check('uploads_completed', sql`(${table.status} = 'completed') = (${table.documentId} is not null)`),
  ],
);

export const documents = pgTable(
  'documents',
  {
    id: id(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    userId: personId().notNull(),
    folderId: uuid('folder_id').references(() => projectSubfolders.id, { onDelete: 'set null' }),
    name: text('name').notNull(),
    type: text('type', { enum: documentTypes }).notNull(),
    currentVersionId: uuid('current_version_id').references((): AnyPgColumn => documentVersions.id, {
      onDelete: 'set null',
    }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index('documents_project').on(table.projectId, table.createdAt.desc()),
    index('documents_folder').on(table.folderId),
    index('documents_user').on(table.userId, table.createdAt.desc()),
    check('documents_type', oneOf(table.type, documentTypes)),
    check('documents_name', sql`octet_length(${table.name}) between 1 and 255`),
  ],
);

/** A version, once written, never changes its bytes; only what was read from them is filled in. */
export const documentVersions = pgTable(
  'document_versions',
  {
    id: id(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    versionNumber: integer('version_number').notNull(),
    source: text('source', { enum: versionSources }).notNull(),
    createdBy: personId('created_by').notNull(),
    objectKey: text('object_key').notNull().unique(),
    /** The PDF made from it; null until converted. A PDF's rendition is the object itself. */
    renditionKey: text('rendition_key'),
    size: bigint('size', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    status: text('status', { enum: documentStatuses }).notNull().default('queued'),
    /** Why it is unreadable or failed: a code of the ingest reasons and words for a person. */
    reasonCode: text('reason_code'),
    reasonText: text('reason_text'),
    pageCount: integer('page_count'),
    /** When work on it began in its present state. */
    statusSince: instant('status_since').notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('document_versions_number').on(table.documentId, table.versionNumber),
    index('document_versions_unfinished')
      .on(table.statusSince)
      .where(sql`${table.status} in ('queued', 'converting')`),
    check('document_versions_status', oneOf(table.status, documentStatuses)),
    check('document_versions_source', oneOf(table.source, versionSources)),
    check('document_versions_positive', sql`${table.versionNumber} >= 1 and ${table.size} > 0`),
    check(
      'document_versions_reason',
      sql`${table.status} not in ('unreadable', 'failed') or ${table.reasonCode} is not null`,
    ),
  ],
);

/** The text of record of a version. */
export const documentTexts = pgTable(
  'document_texts',
  {
    versionId: uuid('version_id')
      .primaryKey()
      .references(() => documentVersions.id, { onDelete: 'cascade' }),
    blocks: jsonb('blocks').$type<TextBlock[]>().notNull(),
    plainText: text('plain_text').notNull(),
    search: tsvector('search').generatedAlwaysAs(sql`to_tsvector('english', left(plain_text, 900000))`),
    pageCount: integer('page_count').notNull(),
    characters: integer('characters').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('document_texts_search').using('gin', table.search)],
);

/** Where the words stand on one page of a version's rendition; fractions of the page, origin top left. */
export const documentPages = pgTable(
  'document_pages',
  {
    versionId: uuid('version_id')
      .notNull()
      .references(() => documentVersions.id, { onDelete: 'cascade' }),
    renditionKey: text('rendition_key').notNull(),
    pageNumber: integer('page_number').notNull(),
    /** Points. */
    width: doublePrecision('width').notNull(),
    height: doublePrecision('height').notNull(),
    items: jsonb('items').$type<PageItem[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.renditionKey, table.pageNumber] }),
    check('document_pages_number', sql`${table.pageNumber} >= 1`),
  ],
);

/** One proposed tracked change. */
export const documentEdits = pgTable(
  'document_edits',
  {
    id: id(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    versionId: uuid('version_id')
      .notNull()
      .references(() => documentVersions.id, { onDelete: 'cascade' }),
    chatMessageId: uuid('chat_message_id').references(() => chatMessages.id, { onDelete: 'set null' }),
    changeId: text('change_id').notNull(),
    deletedText: text('deleted_text').notNull().default(''),
    insertedText: text('inserted_text').notNull().default(''),
    contextBefore: text('context_before'),
    contextAfter: text('context_after'),
    reason: text('reason'),
    status: text('status', { enum: editStatuses }).notNull().default('pending'),
    resolvedAt: instant('resolved_at'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('document_edits_change').on(table.documentId, table.changeId),
    index('document_edits_version').on(table.versionId),
    index('document_edits_message').on(table.chatMessageId),
    check('document_edits_status', oneOf(table.status, editStatuses)),
    check('document_edits_resolved', sql`(${table.status} = 'pending') = (${table.resolvedAt} is null)`),
  ],
);
