import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Request, Response } from 'express';
import { HEARTBEAT, HEARTBEAT_MS, openEventStream } from '../http/event-stream.ts';
import { tabularCells } from '../db/schema/index.ts';
import type { Services } from '../services.ts';
import { presentCell } from './presenter.ts';
import { readReviewView } from './service.ts';

const LOOK_MS = 300;

/**
 * Streams the cells of a review as they change and the state of its run: `cell` and `review` events.
 * A reader begins with what changed in the last seconds, so that nothing falls between its first read and this.
 */
export async function streamReview(
  services: Services,
  reviewId: string,
  req: Request,
  res: Response,
): Promise<void> {
  openEventStream(res);
  const after = req.get('last-event-id');
  let since = after && !Number.isNaN(Date.parse(after)) ? after : new Date(Date.now() - 10_000).toISOString();
  let told = '';
  let beat = Date.now();
  while (!res.closed) {
    const cells = await services.db
      .select({
        cell: tabularCells,
        at: sql<string>`to_char(${tabularCells.updatedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
      })
      .from(tabularCells)
      .where(and(eq(tabularCells.reviewId, reviewId), gt(tabularCells.updatedAt, sql`${since}::timestamptz`)))
      .orderBy(asc(tabularCells.updatedAt));
    for (const { cell, at } of cells)
      res.write(`id: ${at}\nevent: cell\ndata: ${JSON.stringify(presentCell(cell))}\n\n`);
    since = cells.at(-1)?.at ?? since;
    const state = JSON.stringify(await readReviewView(services.db, reviewId));
    if (state !== told) res.write(`event: review\ndata: ${state}\n\n`);
    told = state;
    if (Date.now() - beat > HEARTBEAT_MS) {
      res.write(HEARTBEAT);
      beat = Date.now();
    }
    await closedOrAfter(res, LOOK_MS);
  }
}

function closedOrAfter(res: Response, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      res.off('close', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    res.on('close', end);
  });
}
