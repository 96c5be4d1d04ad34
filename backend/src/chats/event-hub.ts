import { sql } from 'drizzle-orm';
import type { RunEvent } from '../agent/event-log.ts';
import type { Database } from '../db/client.ts';
import type { Logger } from '../log/logger.ts';

const TAIL_MS = 150;

interface Reader {
  runId: string;
  last: number;
  deliver(events: RunEvent[]): void;
}

/**
 * Brings a run's events to its readers in order, each once: from the run in this process as they are
 * stored, and from other processes by one query for all readers.
 */
export class EventHub {
  readonly #db: Database;
  readonly #logger: Logger;
  readonly #readers = new Set<Reader>();
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Database, logger: Logger) {
    this.#db = db;
    this.#logger = logger;
  }

  /** Events of a run in this process. A reader that is behind gets them by the next query instead. */
  publish(runId: string, events: RunEvent[]): void {
    for (const reader of this.#readers) {
      if (reader.runId === runId && events[0]?.sequence === reader.last + 1) this.#hand(reader, events);
    }
  }

  /** Reads on from `after`; returns what ends it. */
  subscribe(runId: string, after: number, deliver: (events: RunEvent[]) => void): () => void {
    const reader: Reader = { runId, last: after, deliver };
    this.#readers.add(reader);
    void this.#tail([reader]);
    this.#timer ??= setInterval(() => void this.#tail([...this.#readers]), TAIL_MS).unref();
    return () => {
      this.#readers.delete(reader);
      if (this.#readers.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  #hand(reader: Reader, events: RunEvent[]): void {
    reader.last = events.at(-1)?.sequence ?? reader.last;
    reader.deliver(events);
  }

  async #tail(readers: Reader[]): Promise<void> {
    const wanted = JSON.stringify(readers.map((reader) => ({ run: reader.runId, after: reader.last })));
    try {
      const result = await this.#db.execute<{
        run_id: string;
        sequence: string;
        chunk: RunEvent['chunk'];
      }>(sql`
        select event.run_id, event.sequence, event.chunk
        from jsonb_to_recordset(${wanted}::jsonb) as wanted(run uuid, after bigint)
        join chat_run_events event on event.run_id = wanted.run and event.sequence > wanted.after
        order by event.run_id, event.sequence`);
      const byRun = Map.groupBy(result.rows, (row) => row.run_id);
      for (const reader of readers) {
        const events = (byRun.get(reader.runId) ?? [])
          .map((row) => ({ sequence: Number(row.sequence), chunk: row.chunk }))
          .filter((event) => event.sequence > reader.last);
        if (this.#readers.has(reader) && events.length > 0) this.#hand(reader, events);
      }
    } catch (error) {
      this.#logger.warn({ err: error }, 'run events not read');
    }
  }
}
