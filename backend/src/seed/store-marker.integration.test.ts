import { createDatabase, testSettings } from '@chancery/stack/testing';
import { expect, it, vi } from 'vitest';
import { loadSettings } from '../config/settings.ts';
import { openDatabase } from '../db/client.ts';
import { projects, storeMarkers, userProfiles } from '../db/schema/index.ts';
import { startJobs } from '../jobs/client.ts';
import { createLogger } from '../log/logger.ts';
import { s3ObjectStore } from '../storage/object-store.ts';
import { compareWithStore } from './store-marker.ts';

it('keeps the data while the store has its objects, and empties them once the store has lost them', async () => {
  await using place = await createDatabase();
  const environment = testSettings('seed', place);
  const settings = loadSettings('seed', environment);
  for (const name of Object.keys(environment).filter((key) => key.startsWith('AWS_'))) {
    vi.stubEnv(name, environment[name]);
  }
  const { db, close } = openDatabase(settings, { max: 2 });
  const store = s3ObjectStore(settings);
  const jobs = await startJobs(settings, {
    logger: createLogger({ level: 'silent', role: 'seed' }),
    supervise: false,
    max: 1,
  });
  const rows = async (): Promise<number[]> => [
    (await db.select().from(projects)).length,
    (await db.execute('select 1 from pgboss.job')).rows.length,
  ];
  try {
    expect(await compareWithStore(db, store)).toBe('new');
    await db.insert(userProfiles).values({ userId: 'user_1' });
    await db.insert(projects).values({ userId: 'user_1', name: 'Matter' });
    await jobs.send(db, 'ingest', { versionId: '00000000-0000-7000-8000-000000000000' });
    expect(await compareWithStore(db, store)).toBe('same');
    expect(await rows()).toEqual([1, 1]);

    const [marker] = await db.select().from(storeMarkers);
    await store.deleteMany([`markers/${marker?.id}`]);
    expect(await compareWithStore(db, store)).toBe('emptied');
    expect(await rows()).toEqual([0, 0]);
    // Leads to no object, and running processes rely on it.
    expect(await db.select().from(userProfiles)).toMatchObject([{ userId: 'user_1' }]);
    expect(await compareWithStore(db, store)).toBe('same');
  } finally {
    await jobs.stop();
    store.close();
    await close();
    vi.unstubAllEnvs();
  }
});
