import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text, unique, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { createdAt, id, instant, oneOf, personId, updatedAt } from '../columns.ts';
import { userProfiles } from './people.ts';

export const memberRoles = ['viewer', 'editor', 'owner'] as const;

/** A matter. */
export const projects = pgTable(
  'projects',
  {
    id: id(),
    userId: personId()
      .notNull()
      .references(() => userProfiles.userId, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    clientMatterNumber: text('client_matter_number'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index('projects_user').on(table.userId, table.createdAt.desc()),
    check('projects_name', sql`length(${table.name}) between 1 and 200`),
  ],
);

/** Who may see a project besides its owner, by verified address until accepted, by user id after. */
export const projectMembers = pgTable(
  'project_members',
  {
    id: id(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    userId: personId(),
    email: text('email').notNull(),
    role: text('role', { enum: memberRoles }).notNull(),
    invitedBy: personId('invited_by').notNull(),
    acceptedAt: instant('accepted_at'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('project_members_email').on(table.projectId, table.email),
    index('project_members_user').on(table.userId),
    check('project_members_role', oneOf(table.role, memberRoles)),
    check('project_members_lower_email', sql`${table.email} = lower(${table.email})`),
    check('project_members_accepted', sql`${table.acceptedAt} is null or ${table.userId} is not null`),
  ],
);

export const projectSubfolders = pgTable(
  'project_subfolders',
  {
    id: id(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    userId: personId().notNull(),
    name: text('name').notNull(),
    parentFolderId: uuid('parent_folder_id').references((): AnyPgColumn => projectSubfolders.id, {
      onDelete: 'cascade',
    }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index('project_subfolders_project').on(table.projectId),
    check('project_subfolders_name', sql`length(${table.name}) between 1 and 200`),
    check(
      'project_subfolders_not_own_parent',
      sql`${table.parentFolderId} is null or ${table.parentFolderId} <> ${table.id}`,
    ),
  ],
);

/** Who did what to what; written in the transaction of the act. */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: id(),
    userId: personId().notNull(),
    action: text('action').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    requestId: text('request_id'),
    createdAt: createdAt(),
  },
  (table) => [
    index('audit_events_subject').on(table.subjectType, table.subjectId),
    index('audit_events_user').on(table.userId),
  ],
);

/** Objects in the store that no row names any more; a job deletes them, so a crash between row and object loses neither. */
export const objectDeletions = pgTable('object_deletions', {
  key: text('key').primaryKey(),
  createdAt: createdAt(),
});

/** Marks a seeded sample, so that it is laid once a person. */
export const seededSamples = pgTable(
  'seeded_samples',
  {
    userId: personId().notNull(),
    name: text('name').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.name] })],
);

/**
 * Names the object in the store that was written with this database's first data. A local store that forgets
 * (LocalStack, at each restart) has lost it, and with it every object that rows still name.
 */
export const storeMarkers = pgTable('store_markers', {
  id: id(),
  createdAt: createdAt(),
});
