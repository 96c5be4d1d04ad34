import type { Queue } from 'pg-boss';

/** The queues and their rules. A payload holds ids alone: the state is in our tables. */
export const queues = {
  ingest: { retryLimit: 3, retryDelay: 1, retryBackoff: true, expireInSeconds: 300, heartbeatSeconds: 20 },
  'review-document': {
    retryLimit: 3,
    retryDelay: 1,
    retryBackoff: true,
    expireInSeconds: 600,
    heartbeatSeconds: 20,
  },
  'review-finished': { retryLimit: 8, retryDelay: 5, retryBackoff: true, expireInSeconds: 60 },
} as const satisfies Record<string, Omit<Queue, 'name'>>;

export type QueueName = keyof typeof queues;

/** What each queue carries. */
export interface JobPayloads {
  ingest: { versionId: string };
  'review-document': { runId: string; documentId: string };
  'review-finished': { runId: string };
}
