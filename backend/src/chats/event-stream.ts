import type { Request, Response } from 'express';
import { HEARTBEAT, HEARTBEAT_MS, openEventStream } from '../http/event-stream.ts';
import type { RunEvent } from '../agent/event-log.ts';
import type { EventHub } from './event-hub.ts';

const last = new Set(['finish', 'abort', 'error']);

/** Streams a run's events as SSE from after `Last-Event-ID`, and ends with the run. */
export function streamRunEvents(hub: EventHub, runId: string, req: Request, res: Response): Promise<void> {
  const after = Number(req.get('last-event-id') ?? req.query.after ?? 0);
  openEventStream(res);
  return new Promise((resolve) => {
    const heartbeat = setInterval(() => res.write(HEARTBEAT), HEARTBEAT_MS);
    const end = hub.subscribe(runId, Number.isSafeInteger(after) && after > 0 ? after : 0, (events) => {
      res.write(events.map(frame).join(''));
      if (events.some((event) => last.has(event.chunk.type))) res.end();
    });
    res.on('close', () => {
      clearInterval(heartbeat);
      end();
      resolve();
    });
  });
}

const frame = ({ sequence, chunk }: RunEvent): string =>
  `id: ${sequence}\ndata: ${JSON.stringify(chunk)}\n\n`;
