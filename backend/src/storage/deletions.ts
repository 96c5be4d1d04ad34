import { eq, sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { documents, documentVersions, objectDeletions } from '../db/schema/index.ts';

/** Notes the objects of every version of the documents that match, before their rows go. */
export async function scheduleObjectDeletions(tx: Transaction, which: SQL): Promise<void> {
  const rows = await tx
    .select({ object: documentVersions.objectKey, rendition: documentVersions.renditionKey })
    .from(documentVersions)
    .innerJoin(documents, eq(documents.id, documentVersions.documentId))
    .where(which);
  await noteObjectDeletions(
    tx,
    rows.flatMap((row) => [row.object, row.rendition].filter((key) => key !== null)),
  );
}

/**
 * Notes objects for deletion. The text of the statement does not grow with their number: RDS Proxy keeps a
 * connection for one client alone once a text has passed 16 KB.
 */
export async function noteObjectDeletions(tx: Transaction, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.execute(sql`
    insert into ${objectDeletions} (key)
    select unnest(${sql.param([...keys])}::text[])
    on conflict do nothing`);
}

/** Keys waiting for deletion, oldest first; locked so that two workers take different ones. */
export async function takeObjectDeletions(tx: Transaction, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ key: objectDeletions.key })
    .from(objectDeletions)
    .orderBy(objectDeletions.createdAt)
    .limit(limit)
    .for('update', { skipLocked: true });
  const keys = rows.map((row) => row.key);
  if (keys.length > 0)
    await tx.delete(objectDeletions).where(sql`${objectDeletions.key} = any(${sql.param(keys)})`);
  return keys;
}
