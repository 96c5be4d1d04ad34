import { randomUUID } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { chatRunEvents } from '../db/schema/index.ts';
import type { Services } from '../services.ts';
import { LeaseLost, type RunEvent } from './event-log.ts';
import { claimRun, orphanedRuns, releaseLeases, renewLease } from './run-state.ts';
import { Run, type StopCause } from './run.ts';
import { makeTitle } from './title.ts';

const RENEW_MS = 2_000;
const SWEEP_MS = 2_000;
/** The longest an answer may take. */
export const RUN_DEADLINE_MS = 600_000;

/** Told of every stored event of a run that this process works on. */
export type EventListener = (runId: string, events: RunEvent[]) => void;

/** The runs of this process: takes them, keeps their leases, and takes over what other processes left. */
export class Runner {
  readonly #services: Services;
  readonly #owner = randomUUID();
  readonly #active = new Map<string, { controller: AbortController; ended: Promise<void> }>();
  readonly #onEvents: EventListener;
  readonly #sweep: NodeJS.Timeout;
  #stopping = false;

  constructor(services: Services, onEvents: EventListener) {
    this.#services = services;
    this.#onEvents = onEvents;
    this.#sweep = setInterval(() => void this.#takeOver(), SWEEP_MS);
    this.#sweep.unref();
  }

  isRunning(runId: string): boolean {
    return this.#active.has(runId);
  }

  /** Takes a run if nobody has it and works on it in the background. */
  async start(runId: string): Promise<void> {
    if (this.#stopping || this.#active.has(runId)) return;
    const run = await claimRun(this.#services.db, runId, this.#owner);
    if (!run) return;
    const [last] = await this.#services.db
      .select({ sequence: chatRunEvents.sequence })
      .from(chatRunEvents)
      .where(eq(chatRunEvents.runId, runId))
      .orderBy(desc(chatRunEvents.sequence))
      .limit(1);
    const controller = new AbortController();
    const work = new Run(this.#services, run, {
      owner: this.#owner,
      signal: controller.signal,
      lastSequence: last?.sequence ?? 0,
      onStored: (events) => this.#onEvents(runId, events),
    });
    const deadline = setTimeout(
      () => abort(controller, 'deadline'),
      Math.max(0, run.deadlineAt.getTime() - Date.now()),
    );
    const renewal = setInterval(() => void this.#renew(runId, controller), RENEW_MS);
    const titled = run.attempts === 1 ? makeTitle(this.#services, run) : Promise.resolve();
    const ended = Promise.all([work.execute(), titled])
      .then(() => undefined)
      .finally(() => {
        clearTimeout(deadline);
        clearInterval(renewal);
        this.#active.delete(runId);
      });
    this.#active.set(runId, { controller, ended });
  }

  /** Ends the run here at once; another process's run learns of it when it renews its lease. */
  stopNow(runId: string): void {
    const active = this.#active.get(runId);
    if (active) abort(active.controller, 'stop-requested');
  }

  /** Hands all runs back for another process to go on with. */
  async close(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#sweep);
    for (const { controller } of this.#active.values()) abort(controller, 'shutting-down');
    await Promise.all([...this.#active.values()].map((one) => one.ended));
    await releaseLeases(this.#services.db, this.#owner);
  }

  async #renew(runId: string, controller: AbortController): Promise<void> {
    try {
      const { stopRequested } = await renewLease(this.#services.db, runId, this.#owner);
      if (stopRequested) abort(controller, 'stop-requested');
    } catch (error) {
      if (error instanceof LeaseLost) abort(controller, 'lease-lost');
      else this.#services.logger.warn({ err: error, runId }, 'lease not renewed');
    }
  }

  async #takeOver(): Promise<void> {
    try {
      for (const runId of await orphanedRuns(this.#services.db)) await this.start(runId);
    } catch (error) {
      this.#services.logger.warn({ err: error }, 'orphaned runs not looked at');
    }
  }
}

function abort(controller: AbortController, cause: StopCause): void {
  if (!controller.signal.aborted) controller.abort(cause);
}
