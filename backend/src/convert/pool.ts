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
    while (!this.#stopping.signal.aborted) {
      const folder = join(this.#options.folder, `instance-${randomUUID().slice(0, 8)}`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      try {
        await this.#runInstance(folder);
        failures = 0;
      } catch (error) {
        if (this.#stopping.signal.aborted) break;
        failures += 1;
        this.#note(error, 'an instance did not start');
        await this.#pause(Math.min(250 * 2 ** failures, LONGEST_PAUSE_MS));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
  }

  /** One instance's life. Throws only when it did not start. */
  async #runInstance(folder: string): Promise<void> {
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
      await this.#feed(instance);
    } finally {
      this.#ready.delete(instance);
      await instance.stop();
    }
  }

  async #feed(instance: EngineInstance): Promise<void> {
    const gone = new AbortController();
    void instance.ended.then((cause) => gone.abort(cause));
    for (let done = 0; done < this.#options.recycleAfter; done += 1) {
      const job = await this.#queue.take(AbortSignal.any([gone.signal, this.#stopping.signal]));
      if (job === null) {
        if (gone.signal.aborted && !this.#stopping.signal.aborted) this.#noteLost(String(gone.signal.reason));
        return;
      }
      if (!(await this.#run(job, instance))) return;
    }
  }

  /** Runs one job; false when the instance cannot take another. */
  async #run(job: Job, instance: EngineInstance): Promise<boolean> {
    this.#running += 1;
    try {
      await runOnInstance(instance, job.task, {
        timeoutMs: this.#options.timeoutMs,
        memoryLimitBytes: this.#options.engine.memoryLimitBytes,
      });
      this.#counts.converted += 1;
      job.resolve();
      return (await overLimit(instance, this.#options.engine.memoryLimitBytes)) === null;
    } catch (error) {
      return await this.#settleFailure(job, error);
    } finally {
      this.#running -= 1;
    }
  }

  async #settleFailure(job: Job, error: unknown): Promise<boolean> {
    if (error instanceof ConversionError) {
      const refused = error.code === 'source_unreadable';
      this.#counts[refused ? 'refused' : 'failed'] += 1;
      job.reject(error);
      // A time limit leaves the program in the middle of the document; what it refused, it has closed.
      return error.code !== 'conversion_timeout';
    }
    this.#noteLost(error instanceof Error ? error.message : String(error));
    await rm(job.task.outputPath, { force: true });
    if (error instanceof InstanceLostError && job.attempt < MAX_ATTEMPTS) {
      this.#counts.retried += 1;
      this.#queue.putBack(job);
    } else {
      this.#counts.failed += 1;
      job.reject(new ConversionError('conversion_failed', 'The office program failed on this file twice.'));
    }
    return false;
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
