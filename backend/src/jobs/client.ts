import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss, type WorkOptions } from 'pg-boss';
import { connectionOptions, type DatabaseSettings, type Queryable } from '../db/client.ts';
import type { Logger } from '../log/logger.ts';
import { queues, type JobPayloads, type QueueName } from './queues.ts';

export interface SendRules {
  /** At most one waiting job with this key. */
  singletonKey?: string;
  /** Jobs of one group share a cap over all workers. */
  group?: string;
  startAfterSeconds?: number;
}

/** The queue in Postgres, polled (LISTEN would pin a pooled connection). */
export interface Jobs {
  /** Puts a job into the queue in the caller's transaction: it exists if and only if the transaction commits. */
  send<Q extends QueueName>(
    tx: Queryable,
    queue: Q,
    payload: JobPayloads[Q],
    rules?: SendRules,
  ): Promise<void>;
  /** Runs jobs of a queue until `stop`; `signal` tells a handler to end. */
  work<Q extends QueueName>(
    queue: Q,
    options: { concurrency: number; groupConcurrency?: number },
    handle: (payload: JobPayloads[Q], signal: AbortSignal, attempt: number) => Promise<void>,
  ): Promise<void>;
  stop(): Promise<void>;
}

/** pg-boss over its own small pool; `supervise` runs its maintenance in this process. */
export async function startJobs(
  settings: DatabaseSettings,
  options: { logger: Logger; supervise: boolean; max?: number },
): Promise<Jobs> {
  const boss = new PgBoss({
    ...(connectionOptions(settings) as ConstructorParameters<typeof PgBoss>[0] & object),
    max: options.max ?? 3,
    migrate: false,
    createSchema: false,
    supervise: options.supervise,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    schedule: false,
  });
  boss.on('error', (error) => options.logger.error({ err: error }, 'queue'));
  await boss.start();
  return {
    async send(tx, queue, payload, rules = {}) {
      await boss.send(queue, payload, {
        db: fromDrizzle(tx, sql),
        ...(rules.singletonKey ? { singletonKey: rules.singletonKey } : {}),
        ...(rules.group ? { group: { id: rules.group } } : {}),
        ...(rules.startAfterSeconds ? { startAfter: rules.startAfterSeconds } : {}),
      });
    },
    async work(queue, { concurrency, groupConcurrency }, handle) {
      const work: WorkOptions = {
        pollingIntervalSeconds: 0.5,
        localConcurrency: concurrency,
        ...(groupConcurrency ? { groupConcurrency } : {}),
      };
      await boss.work<JobPayloads[typeof queue]>(queue, work, async ([job]) => {
        if (!job) return;
        await handle(job.data, job.signal, job.retryCount);
      });
    },
    stop: () => boss.stop({ graceful: true, timeout: 25_000 }),
  };
}

/** Installs or updates pg-boss's own schema and our queues; part of `migrate`. */
export async function installQueues(settings: DatabaseSettings): Promise<void> {
  const boss = new PgBoss({
    ...(connectionOptions(settings) as ConstructorParameters<typeof PgBoss>[0] & object),
    max: 1,
    migrate: true,
    supervise: false,
    schedule: false,
  });
  await boss.start();
  try {
    for (const [name, rules] of Object.entries(queues)) {
      if (await boss.getQueue(name)) await boss.updateQueue(name, rules);
      else await boss.createQueue(name, rules);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}
