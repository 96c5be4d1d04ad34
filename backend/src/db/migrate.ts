import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { installQueues } from '../jobs/client.ts';
import { connectionOptions, type DatabaseSettings } from './client.ts';

/** Any constant: migrations of this product hold it, so two never run at once. */
const MIGRATION_LOCK = 7_163_402_281;
const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url));

/**
 * Brings the schema up to date: ours and pg-boss's, under an advisory lock, giving up when another
 * transaction holds a table for longer than 10 s. Needs the direct endpoint, not the pooler.
 */
export async function migrateDatabase(settings: DatabaseSettings): Promise<void> {
  const client = new pg.Client(connectionOptions(settings));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(`set lock_timeout = '10s'`);
    await migrate(drizzle({ client }), { migrationsFolder });
    await installQueues(settings);
  } finally {
    await client.end();
  }
}

/** How many migrations this build holds. */
export function migrationCount(): number {
  const journal = readFileSync(new URL('../../drizzle/meta/_journal.json', import.meta.url), 'utf8');
  return (JSON.parse(journal) as { entries: unknown[] }).entries.length;
}
