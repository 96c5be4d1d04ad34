/**
 * Names of the figures of the queue, as the worker writes them and as the alarms and the scaling on AWS read them.
 * Imports nothing, since the description of the stack on AWS reads this file too.
 */
export const NAMESPACE = 'Chancery';

/**
 * What tells the queues of two deployments apart: the host of the database that holds the queue. It is the one
 * thing of a deployment that is nobody else's and that a worker knows anyway.
 */
export const DATABASE_DIMENSION = 'Database';

export const queueMetrics = {
  /** Jobs that could run now and wait. */
  depth: 'QueueDepth',
  /** Seconds that the oldest of them has waited. */
  age: 'QueueAge',
  /** Jobs that were given up in the last quarter of an hour. */
  dead: 'DeadJobs',
} as const;
