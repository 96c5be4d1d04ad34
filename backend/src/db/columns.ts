import { sql, type SQL } from 'drizzle-orm';
import { text, timestamp, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { v7 as uuidv7 } from 'uuid';

/** Primary key: UUIDv7, so that new rows sort last and pages of an index stay warm. */
export const id = () => uuid('id').primaryKey().$defaultFn(uuidv7);

export const createdAt = () =>
  timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow();

export const updatedAt = () =>
  timestamp('updated_at', { withTimezone: true, mode: 'date' })
    .notNull()
    .defaultNow()
    .$onUpdateFn(() => new Date());

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** A person's id is text, as Clerk gives it. */
export const personId = (name = 'user_id') => text(name);

/** Body of a check: the column holds one of the values. */
export function oneOf(column: AnyPgColumn, values: readonly string[]): SQL {
  return sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`;
}
