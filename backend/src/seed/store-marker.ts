import { getTableName, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database, Transaction } from '../db/client.ts';
import { storeMarkers, userApiKeys, userProfiles } from '../db/schema/index.ts';
import type { ObjectStore } from '../storage/object-store.ts';

const keyOf = (id: string): string => `markers/${id}`;

/**
 * Finds out whether the object store still holds what this database's rows name, by one object that was written
 * with the first data. A store that has lost it was emptied; every row that leads to an object is then worth
 * nothing, so all work is removed. For a local stack only: the role that calls it exists nowhere else.
 *
 * @returns `new` when the two were marked just now, `same` when they belong together, `emptied` when the
 *   database had to be emptied
 */
export async function compareWithStore(
  db: Database,
  store: ObjectStore,
): Promise<'new' | 'same' | 'emptied'> {
  const [marker] = await db.select().from(storeMarkers);
  if (marker && (await store.head(keyOf(marker.id)))) return 'same';
  const id = uuidv7();
  // The object first: a crash before the row leaves an object that nobody asks for.
  await store.put(keyOf(id), new TextEncoder().encode(id), 'text/plain');
  await db.transaction(async (tx) => {
    if (marker) await removeAllWork(tx);
    await tx.insert(storeMarkers).values({ id });
  });
  return marker ? 'emptied' : 'new';
}

/** What leads to no object. Running processes remember whose profile there is, so it must not vanish under them. */
const kept = new Set<string>([userProfiles, userApiKeys].map(getTableName));

/** Empties the queue and every table of ours but people's settings; the schema and the journal of migrations stay. */
async function removeAllWork(tx: Transaction): Promise<void> {
  await tx.execute(sql`delete from pgboss.job`);
  const tables = await tx.execute<{ name: string; quoted: string }>(
    sql`select tablename as name, quote_ident(tablename) as quoted from pg_tables where schemaname = 'public'`,
  );
  const emptied = tables.rows.filter(({ name }) => !kept.has(name));
  await tx.execute(sql.raw(`truncate ${emptied.map(({ quoted }) => quoted).join(', ')}`));
}
