import { sql } from 'drizzle-orm';
import type { Queryable } from '../db/client.ts';
import type { Logger } from '../log/logger.ts';
import { DATABASE_DIMENSION, NAMESPACE, queueMetrics } from './metric-names.ts';

export interface QueueFigures {
  /** Jobs that could run now and wait. */
  depth: number;
  /** Seconds that the oldest of them has waited; 0 when none waits. */
  age: number;
  /** Jobs that were given up after all their tries in the last quarter of an hour, so that an alarm ends by itself. */
  dead: number;
}

/** Counts over all queues. Jobs whose time has not come yet do not wait. */
export async function queueFigures(db: Queryable): Promise<QueueFigures> {
  const { rows } = await db.execute<{ depth: number; age: number; dead: number }>(sql`
    select
      count(*) filter (where state < 'active')::int as depth,
      coalesce(extract(epoch from now() - min(start_after) filter (where state < 'active')), 0)::float8 as age,
      count(*) filter (where state = 'failed')::int as dead
    from pgboss.job
    where (state < 'active' and not blocked and start_after <= now())
       or (state = 'failed' and completed_on > now() - interval '15 minutes')
  `);
  return rows[0] ?? { depth: 0, age: 0, dead: 0 };
}

/**
 * Writes the figures as one line of CloudWatch's Embedded Metric Format: the log itself becomes the metric, so no
 * metrics API is called and no permission is needed. Source: "Embedded metric format specification" of AWS.
 *
 * Every worker writes the same figures; who reads them takes the highest, not the sum.
 */
export function logQueueFigures(logger: Logger, databaseHost: string, figures: QueueFigures): void {
  const metric = (Name: string, Unit: 'Count' | 'Seconds') => ({ Name, Unit });
  // Written at every level of the log but silence: an alarm depends on it.
  const lines = logger.level === 'silent' ? logger : logger.child({}, { level: 'info' });
  lines.info(
    {
      _aws: {
        Timestamp: Date.now(),
        CloudWatchMetrics: [
          {
            Namespace: NAMESPACE,
            Dimensions: [[DATABASE_DIMENSION]],
            Metrics: [
              metric(queueMetrics.depth, 'Count'),
              metric(queueMetrics.age, 'Seconds'),
              metric(queueMetrics.dead, 'Count'),
            ],
          },
        ],
      },
      [DATABASE_DIMENSION]: databaseHost,
      [queueMetrics.depth]: figures.depth,
      [queueMetrics.age]: figures.age,
      [queueMetrics.dead]: figures.dead,
    },
    'queue',
  );
}
