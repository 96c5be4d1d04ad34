import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import type { StoredPart } from '../db/schema/index.ts';

/** One numbered frame of a run's stream. */
export interface RunEvent {
  sequence: number;
  chunk: StoredPart;
}

/** Another process holds the run now: stop at once and write nothing more. */
export class LeaseLost extends Error {
  constructor(runId: string) {
    super(`the lease of run ${runId} is held by another process`);
    this.name = 'LeaseLost';
  }
}

/**
 * The stream of a run on its way into Postgres. Chunks that arrive while a write is under way go out
 * together with the next one, so a reader waits for one insert and never for a timer. Readers are told
 * only of what is stored: what they saw, a takeover sees too.
 */
export class EventLog {
  readonly #db: Database;
  readonly #runId: string;
  readonly #owner: string;
  readonly #onStored: (events: RunEvent[]) => void;
  #sequence: number;
  #waiting: RunEvent[] = [];
  #writing: Promise<void> | undefined;
  #fault: unknown;

  constructor(
    db: Database,
    run: { id: string; owner: string; lastSequence: number },
    onStored: (events: RunEvent[]) => void,
  ) {
    this.#db = db;
    this.#runId = run.id;
    this.#owner = run.owner;
    this.#sequence = run.lastSequence;
    this.#onStored = onStored;
  }

  get sequence(): number {
    return this.#sequence;
  }

  append(chunk: StoredPart): void {
    this.#sequence += 1;
    this.#waiting.push({ sequence: this.#sequence, chunk });
    this.#write();
  }

  /** Resolves when all appended so far is stored. @throws LeaseLost */
  async flush(): Promise<void> {
    while (this.#writing || this.#waiting.length > 0) {
      if (this.#fault) throw this.#fault;
      this.#write();
      await this.#writing;
    }
    if (this.#fault) throw this.#fault;
  }

  #write(): void {
    if (this.#writing || this.#waiting.length === 0) return;
    const batch = this.#waiting;
    this.#waiting = [];
    this.#writing = this.#store(batch)
      .catch((error: unknown) => {
        this.#fault = error;
      })
      .finally(() => {
        this.#writing = undefined;
        if (!this.#fault) this.#write();
      });
  }

  async #store(batch: RunEvent[]): Promise<void> {
    const rows = JSON.stringify(batch);
    const result = await this.#db.execute(sql`
      insert into chat_run_events (run_id, sequence, chunk)
      select run.id, (event->>'sequence')::bigint, event->'chunk'
      from chat_runs run, jsonb_array_elements(${rows}::jsonb) event
      where run.id = ${this.#runId} and run.lease_owner = ${this.#owner}`);
    if (result.rowCount !== batch.length) throw new LeaseLost(this.#runId);
    this.#onStored(batch);
  }
}
