/**
 * The figures that the worker writes as Embedded Metric Format lines to its log; CloudWatch makes metrics of them.
 * They are told apart by the database that holds the queue: its host is the one thing of a deployment that is
 * nobody else's and that a worker knows anyway.
 */
export const NAMESPACE = 'Chancery';

export const queueMetrics = {
  /** Jobs that could run now and wait. */
  depth: 'QueueDepth',
  /** Seconds that the oldest of them has waited. */
  age: 'QueueAge',
  /** Jobs that were given up in the last quarter of an hour. */
  dead: 'DeadJobs',
} as const;

/** The dimension of all three. */
export const DATABASE_DIMENSION = 'Database';
