import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../log/logger.ts';
import type { Engine, EngineInstance } from './engine.ts';
import { ConversionError, InstanceLostError } from './faults.ts';
import type { ConversionTask } from './formats.ts';
import { JobQueue, type Job } from './queue.ts';
import { overLimit, runOnInstance } from './supervise.ts';

export interface PoolOptions {
  engine: Engine;
  /** How many office processes are kept warm; each has a profile folder of its own. */
  instances: number;
  /** Limit of one conversion on an instance. */
  timeoutMs: number;
  /** Limit of a job's wait for an instance. */
  queueWaitMs: number;
  queueLimit: number;
  /** An instance is replaced after this many conversions: office programs grow. */
  recycleAfter: number;
  /** Private folder for the instances' folders. */
  folder: string;
  logger: Logger;
}

export interface PoolStatus {
  engine: string;
  version: string | null;
  instances: { wanted: number; ready: number; processIds: number[] };
  queue: { waiting: number; running: number; limit: number };
  counts: { converted: number; refused: number; failed: number; retried: number; instancesLost: number };
  lastError: { at: string; message: string } | null;
}

/** A job that lost its instance gets one more. */
const MAX_ATTEMPTS = 2;
const LONGEST_PAUSE_MS = 10_000;

/** Warm office processes behind one queue. A slot starts an instance, feeds it jobs, and replaces it when it is lost. */
export class ConverterPool {
  readonly #options: PoolOptions;
  readonly #queue: JobQueue;
  readonly #stopping = new AbortController();
  readonly #ready = new Set<EngineInstance>();
  readonly #counts = { converted: 0, refused: 0, failed: 0, retried: 0, instancesLost: 0 };
  readonly #firstReady = Promise.withResolvers<void>();
  #slots: Promise<void>[] = [];
  #running = 0;
  #version: string | null = null;
  #lastError: PoolStatus['lastError'] = null;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#queue = new JobQueue(options.queueLimit, options.queueWaitMs);
  }

  /** Starts every slot; resolves when the first instance is ready. A start that fails is tried again for ever. */
  async start(): Promise<void> {
    this.#slots = Array.from({ length: this.#options.instances }, () => this.#runSlot());
    await this.#firstReady.promise;
  }

  /**
   * Converts one task when an instance is free.
   * @param signal withdraws a waiting job; a running one ends on its own and its result is dropped
   * @throws ConversionError
   */
  convert(task: ConversionTask, signal?: AbortSignal): Promise<void> {
    return this.#queue.add(task, signal);
  }

  /** Whether a job would be refused now for want of room. */
  get full(): boolean {
    return this.#queue.full;
  }

  /** For operators. */
  get status(): PoolStatus {
    const { engine, instances, queueLimit } = this.#options;
    return {
      engine: engine.name,
      version: this.#version,
      instances: {
        wanted: instances,
        ready: this.#ready.size,
        processIds: [...this.#ready].flatMap(({ processId }) => processId ?? []),
      },
      queue: { waiting: this.#queue.waiting, running: this.#running, limit: queueLimit },
      counts: { ...this.#counts },
      lastError: this.#lastError,
    };
  }

  /** Refuses what waits, lets what runs end, then ends every instance. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#queue.close();
    await Promise.all(this.#slots);
  }

  async #runSlot(): Promise<void> {
    let failures = 0;
    /** The job that lost this slot's last instance. It gets the fresh one: a neighbour may be dying of the same cause. */
    let held: Job | null = null;
    while (!this.#stopping.signal.aborted) {
      const folder = join(this.#options.folder, `instance-${randomUUID().slice(0, 8)}`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      try {
        held = await this.#runInstance(folder, held);
        failures = 0;
      } catch (error) {
        if (held !== null) this.#queue.putBack(held);
        held = null;
        if (this.#stopping.signal.aborted) break;
        failures += 1;
        this.#note(error, 'an instance did not start');
        await this.#pause(Math.min(250 * 2 ** failures, LONGEST_PAUSE_MS));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
    if (held !== null) this.#queue.putBack(held);
  }

  /** One instance's life; returns the job that is to be tried again. Throws only when it did not start. */
  async #runInstance(folder: string, held: Job | null): Promise<Job | null> {
    const startedAt = performance.now();
    const instance = await this.#options.engine.start(folder, this.#stopping.signal);
    this.#ready.add(instance);
    this.#version = instance.version;
    this.#options.logger.info(
      { version: instance.version, ms: Math.round(performance.now() - startedAt) },
      'instance ready',
    );
    this.#firstReady.resolve();
    try {
      return await this.#feed(instance, held);
    } finally {
      this.#ready.delete(instance);
      await instance.stop();
    }
  }

  async #feed(instance: EngineInstance, held: Job | null): Promise<Job | null> {
    const gone = new AbortController();
    void instance.ended.then((cause) => gone.abort(cause));
    const end = AbortSignal.any([gone.signal, this.#stopping.signal]);
    let next = held;
    for (let done = 0; done < this.#options.recycleAfter; done += 1) {
      const job: Job | null = next ?? (await this.#queue.take(end));
      next = null;
      if (job === null) {
        if (gone.signal.aborted && !this.#stopping.signal.aborted) this.#noteLost(String(gone.signal.reason));
        return null;
      }
      const outcome = await this.#run(job, instance);
      if (outcome !== 'good') return outcome === 'spent' ? null : outcome;
    }
    return null;
  }

  /** Runs one job; `spent` when the instance cannot take another, the job itself when it is to be tried again. */
  async #run(job: Job, instance: EngineInstance): Promise<'good' | 'spent' | Job> {
    this.#running += 1;
    try {
      await runOnInstance(instance, job.task, {
        timeoutMs: this.#options.timeoutMs,
        memoryLimitBytes: this.#options.engine.memoryLimitBytes,
      });
      this.#counts.converted += 1;
      job.resolve();
      return (await overLimit(instance, this.#options.engine.memoryLimitBytes)) === null ? 'good' : 'spent';
    } catch (error) {
      if (!(error instanceof ConversionError)) return await this.#settleLoss(job, error);
      this.#counts[error.code === 'source_unreadable' ? 'refused' : 'failed'] += 1;
      job.reject(error);
      // A time limit leaves the program in the middle of the document; what it refused, it has closed.
      return error.code === 'conversion_timeout' ? 'spent' : 'good';
    } finally {
      this.#running -= 1;
    }
  }

  async #settleLoss(job: Job, error: unknown): Promise<'spent' | Job> {
    this.#noteLost(error instanceof Error ? error.message : String(error));
    await rm(job.task.outputPath, { force: true });
    if (error instanceof InstanceLostError && job.attempt < MAX_ATTEMPTS) {
      this.#counts.retried += 1;
      return { ...job, attempt: job.attempt + 1 };
    }
    this.#counts.failed += 1;
    job.reject(new ConversionError('conversion_failed', 'The office program failed on this file twice.'));
    return 'spent';
  }

  #noteLost(cause: string): void {
    this.#counts.instancesLost += 1;
    this.#note(cause, 'an instance was lost');
  }

  #note(error: unknown, text: string): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#lastError = { at: new Date().toISOString(), message };
    this.#options.logger.warn({ cause: message }, text);
  }

  async #pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}
