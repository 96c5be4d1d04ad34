import { ConversionError } from './faults.ts';
import type { ConversionTask } from './formats.ts';

export interface Job {
  task: ConversionTask;
  /** 1 at the first instance. */
  attempt: number;
  resolve(): void;
  reject(error: ConversionError): void;
}

interface Waiting {
  job: Job;
  /** Stops the wait limit and the withdrawal; called once, when the job leaves the line. */
  release(): void;
}

/** Jobs in order of arrival, a limit on how many wait and how long, and takers that wait for one. */
export class JobQueue {
  readonly #limit: number;
  readonly #waitMs: number;
  readonly #line: Waiting[] = [];
  readonly #takers: ((job: Job) => void)[] = [];
  #closed = false;

  /** @param waitMs how long a job waits for its first instance before it is refused as `converter_busy` */
  constructor(limit: number, waitMs: number) {
    this.#limit = limit;
    this.#waitMs = waitMs;
  }

  get waiting(): number {
    return this.#line.length;
  }

  get full(): boolean {
    return this.#closed || (this.#line.length >= this.#limit && this.#takers.length === 0);
  }

  /** Adds a task to the end; settles when it has been converted or refused. */
  add(task: ConversionTask, signal?: AbortSignal): Promise<void> {
    if (this.full) return Promise.reject(busy());
    return new Promise<void>((resolve, reject) => {
      this.#push({ task, attempt: 1, resolve, reject }, 'end', signal);
    });
  }

  /** Puts a job that had its turn and got no instance at the head. */
  putBack(job: Job): void {
    if (this.#closed) job.reject(busy());
    else this.#push(job, 'head');
  }

  /** The next job, when there is one; null when the signal ends the wait. */
  take(signal: AbortSignal): Promise<Job | null> {
    if (signal.aborted) return Promise.resolve(null);
    const first = this.#line.shift();
    if (first !== undefined) {
      first.release();
      return Promise.resolve(first.job);
    }
    return new Promise((resolve) => {
      const taker = (job: Job): void => {
        signal.removeEventListener('abort', leave);
        resolve(job);
      };
      const leave = (): void => {
        remove(this.#takers, taker);
        resolve(null);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#takers.push(taker);
    });
  }

  /** Refuses everything that waits and everything that comes. */
  close(): void {
    this.#closed = true;
    for (const waiting of this.#line.splice(0)) {
      waiting.release();
      waiting.job.reject(busy());
    }
  }

  #push(job: Job, place: 'head' | 'end', signal?: AbortSignal): void {
    const taker = this.#takers.shift();
    if (taker !== undefined) {
      taker(job);
      return;
    }
    const leave = (): void => {
      remove(this.#line, waiting);
      waiting.release();
      job.reject(busy());
    };
    const timer = setTimeout(leave, this.#waitMs);
    const release = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', leave);
    };
    const waiting: Waiting = { job, release };
    signal?.addEventListener('abort', leave, { once: true });
    if (place === 'head') this.#line.unshift(waiting);
    else this.#line.push(waiting);
  }
}

function busy(): ConversionError {
  return new ConversionError('converter_busy', 'Too many conversions are waiting. Try again in a moment.');
}

function remove<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
}
