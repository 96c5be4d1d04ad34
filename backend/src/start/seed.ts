import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { ensureProfile } from '../account/profile.ts';
import { loadSettings } from '../config/settings.ts';
import { openDatabase, type Database } from '../db/client.ts';
import { documents, documentVersions, projects, seededSamples } from '../db/schema/index.ts';
import { contentTypes, typeOfName } from '../documents/types.ts';
import { clerkIdentity } from '../identity/clerk.ts';
import { startJobs, type Jobs } from '../jobs/client.ts';
import { createLogger } from '../log/logger.ts';
import { readSampleFiles, type SampleFile } from '../seed/files.ts';
import { compareWithStore } from '../seed/store-marker.ts';
import { s3ObjectStore, type ObjectStore } from '../storage/object-store.ts';
import { exitOnFault } from './shutdown.ts';

const SAMPLE_PROJECT = 'Sample matter';

/** Lays the sample project once for the seeded person; deleted, it stays deleted. */
async function seedSamples(db: Database, store: ObjectStore, jobs: Jobs, userId: string): Promise<boolean> {
  await ensureProfile(db, userId);
  const samples = await readSampleFiles();
  const stored = await Promise.all(samples.map((sample) => storeSample(store, userId, sample)));
  return db.transaction(async (tx) => {
    const fresh = await tx
      .insert(seededSamples)
      .values({ userId, name: SAMPLE_PROJECT })
      .onConflictDoNothing()
      .returning();
    if (fresh.length === 0) return false;
    const [project] = await tx
      .insert(projects)
      .values({ userId, name: SAMPLE_PROJECT, clientMatterNumber: 'S-0001' })
      .returning();
    if (!project) throw new Error('the insert returned no row');
    for (const { name, type, objectKey, size, sha256 } of stored) {
      const [document] = await tx
        .insert(documents)
        .values({ projectId: project.id, userId, name, type })
        .returning();
      if (!document) throw new Error('the insert returned no row');
      const [version] = await tx
        .insert(documentVersions)
        .values({
          documentId: document.id,
          versionNumber: 1,
          source: 'upload',
          createdBy: userId,
          objectKey,
          size,
          sha256,
        })
        .returning();
      if (!version) throw new Error('the insert returned no row');
      await tx.update(documents).set({ currentVersionId: version.id }).where(eq(documents.id, document.id));
      await jobs.send(tx, 'ingest', { versionId: version.id });
    }
    return true;
  });
}

async function storeSample(store: ObjectStore, userId: string, { name, bytes }: SampleFile) {
  const type = typeOfName(name);
  if (!type) throw new Error(`"${name}" is no document`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const objectKey = `samples/${userId}/${sha256}.${type}`;
  await store.put(objectKey, bytes, contentTypes[type]);
  return { name, type, objectKey, size: bytes.byteLength, sha256 };
}

await exitOnFault('seed', async () => {
  const settings = loadSettings('seed');
  const logger = createLogger({ level: settings.LOG_LEVEL, role: 'seed' });
  const database = openDatabase(settings, { max: 2 });
  const store = s3ObjectStore(settings);
  const jobs = await startJobs(settings, { logger, supervise: false, max: 1 });
  try {
    const state = await compareWithStore(database.db, store);
    if (state === 'emptied') {
      logger.warn(
        'the object store has lost its objects: all projects, chats and reviews were removed and are laid anew',
      );
    }
    const person = await clerkIdentity(settings).personByEmail(settings.SEED_EMAIL);
    if (!person) throw new Error(`nobody is registered as ${settings.SEED_EMAIL}`);
    const laid = await seedSamples(database.db, store, jobs, person.userId);
    logger.info({ laid }, 'samples');
  } finally {
    await jobs.stop();
    store.close();
    await database.close();
  }
});
