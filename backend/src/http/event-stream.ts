import type { Response } from 'express';

/** How often an open stream says that it is still there: well below the load balancer's idle time. */
export const HEARTBEAT_MS = 15_000;
export const HEARTBEAT = ': still here\n\n';

/** Begins a stream of server-sent events that no proxy holds back or keeps. */
export function openEventStream(res: Response): void {
  res.status(200).set({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  res.flushHeaders();
}
