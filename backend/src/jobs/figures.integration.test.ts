import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '@chancery/stack/testing';
import { openDatabase, type DatabaseHandle } from '../db/client.ts';
import { startProcess } from '../testing/processes.ts';
import { eventually } from '../testing/person.ts';
import { startJobs, type Jobs } from './client.ts';
import { queueFigures } from './figures.ts';

describe('figures of the queue', () => {
  let database: TestDatabase;
  let handle: DatabaseHandle;
  let jobs: Jobs;

  beforeAll(async () => {
    database = await createDatabase();
    handle = openDatabase(database, { max: 2 });
    jobs = await startJobs(database, { logger: pino({ level: 'silent' }), supervise: false });
  });
  afterAll(async () => {
    await jobs?.stop();
    await handle?.close();
    await database?.drop();
  });

  it('are nought when nothing waits', async () => {
    expect(await queueFigures(handle.db)).toEqual({ depth: 0, age: 0, dead: 0 });
  });

  it('count what waits, for how long, and what was given up of late', async () => {
    const send = (runId: string, startAfterSeconds?: number): Promise<void> =>
      jobs.send(handle.db, 'review-finished', { runId }, startAfterSeconds ? { startAfterSeconds } : {});
    for (const runId of ['waits', 'waits-long', 'given-up', 'given-up-yesterday']) await send(runId);
    await send('its-time-has-not-come', 3_600);
    const change = (runId: string, to: ReturnType<typeof sql>) =>
      handle.db.execute(sql`update pgboss.job set ${to} where data->>'runId' = ${runId}`);
    await change('waits-long', sql`start_after = now() - interval '90 seconds'`);
    await change('given-up', sql`state = 'failed', completed_on = now()`);
    await change('given-up-yesterday', sql`state = 'failed', completed_on = now() - interval '1 day'`);

    const { depth, age, dead } = await queueFigures(handle.db);
    expect({ depth, dead }).toEqual({ depth: 2, dead: 1 });
    expect(age).toBeGreaterThanOrEqual(90);
    expect(age).toBeLessThan(150);
  });

  it('are written by the worker as it starts', async () => {
    await using worker = await startProcess('worker', database, { LOG_LEVEL: 'warn' });
    const output = await eventually(
      async () => worker.output(),
      (text) => text.includes('"QueueDepth":'),
    );
    expect(output).toContain(`"Database":"${database.DB_HOST}"`);
  });
});
