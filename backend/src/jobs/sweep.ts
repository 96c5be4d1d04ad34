import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { documentVersions, uploads } from '../db/schema/index.ts';
import { noteObjectDeletions, takeObjectDeletions } from '../storage/deletions.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import type { Jobs } from './client.ts';

interface SweepServices {
  db: Database;
  store: ObjectStore;
  jobs: Jobs;
}

/** Deletes objects no row names. The notes go only when the store has deleted the objects. */
async function deleteObjects({ db, store }: SweepServices): Promise<void> {
  await db.transaction(async (tx) => {
    const keys = await takeObjectDeletions(tx, 500);
    if (keys.length > 0) await store.deleteMany(keys);
  });
}

/** Uploads nobody completed in time: closed, and what arrived is noted for deletion. */
async function closeExpiredUploads({ db }: SweepServices): Promise<void> {
  await db.transaction(async (tx) => {
    const closed = await tx
      .update(uploads)
      .set({ status: 'cancelled' })
      .where(and(eq(uploads.status, 'open'), lt(uploads.expiresAt, sql`now() - interval '1 hour'`)))
      .returning({ key: uploads.objectKey });
    await noteObjectDeletions(
      tx,
      closed.map(({ key }) => key),
    );
  });
}

/** Versions whose job was lost on the way: given a new one. */
async function requeueLostVersions({ db, jobs }: SweepServices): Promise<void> {
  await db.transaction(async (tx) => {
    const lost = await tx
      .update(documentVersions)
      .set({ status: 'queued', statusSince: new Date() })
      .where(
        and(
          inArray(documentVersions.status, ['queued', 'converting']),
          lt(documentVersions.statusSince, sql`now() - interval '15 minutes'`),
        ),
      )
      .returning({ id: documentVersions.id });
    for (const { id } of lost) await jobs.send(tx, 'ingest', { versionId: id });
  });
}

/** One round of tidying; run every so often by the worker, safe to run in several at once. */
export async function sweep(services: SweepServices): Promise<void> {
  await closeExpiredUploads(services);
  await deleteObjects(services);
  await requeueLostVersions(services);
}
