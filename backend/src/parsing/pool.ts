import { ParsingProcess } from './process.ts';
import type { ReadRequest } from './messages.ts';
import { ReadError, type ReadableKind, type ReadResult } from './types.ts';

export interface ParsingPoolOptions {
  /** Child processes kept warm. */
  size: number;
  /** Most memory of one child, MB; a child that takes more is ended. */
  memoryMb: number;
  /** Most time of one document, ms. */
  timeoutMs: number;
  /** Most documents waiting; one more is refused as `parser_busy`. Default 100. */
  queueLimit?: number;
}

export interface ParsingPool {
  /**
   * Reads a document in a child process. The bytes are copied to it.
   * @throws ReadError; `timed_out`, `out_of_memory`, `parser_failed` name what befell the child
   */
  readDocument(kind: ReadableKind, bytes: Uint8Array, renditionPdf?: Uint8Array): Promise<ReadResult>;
  /** Resolves when every child is warm; jobs may be given before. */
  ready(): Promise<void>;
  /** For operators and tests. */
  status(): { pids: number[]; busy: number; waiting: number };
  /** Fails what is running and waiting with `parser_failed` and ends the children. */
  close(): Promise<void>;
}

interface Job {
  request: ReadRequest;
  resolve(result: ReadResult): void;
  reject(error: Error): void;
}

/**
 * A warm pool of processes without environment and with a memory limit, in which zip, XML and PDF are parsed.
 * One that hangs, grows or dies fails only its own document and is replaced.
 */
export function createParsingPool(options: ParsingPoolOptions): ParsingPool {
  const pool = new Pool(options);
  return {
    readDocument: (kind, bytes, renditionPdf) => pool.submit({ kind, bytes, renditionPdf }),
    ready: () => pool.ready(),
    status: () => pool.status(),
    close: () => pool.close(),
  };
}

class Pool {
  readonly #options: ParsingPoolOptions;
  #processes: ParsingProcess[] = [];
  #busy = new Map<ParsingProcess, Job>();
  #waiting: Job[] = [];
  #closed = false;

  constructor(options: ParsingPoolOptions) {
    this.#options = options;
    for (let index = 0; index < options.size; index += 1) this.#processes.push(this.#start());
  }

  submit(request: ReadRequest): Promise<ReadResult> {
    const limit = this.#options.queueLimit ?? 100;
    if (this.#closed) return Promise.reject(closed());
    if (this.#waiting.length >= limit) {
      const message = 'Too many documents are being read at the moment.';
      return Promise.reject(new ReadError('parser_busy', message, { waiting: this.#waiting.length }));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      this.#dispatch();
    });
  }

  async ready(): Promise<void> {
    await Promise.all(this.#processes.map((each) => each.ready()));
  }

  status(): { pids: number[]; busy: number; waiting: number } {
    const pids = this.#processes.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
    return { pids, busy: this.#busy.size, waiting: this.#waiting.length };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.reject(closed());
    await Promise.all(this.#processes.splice(0).map((each) => each.end()));
  }

  #start(): ParsingProcess {
    return new ParsingProcess({ memoryMb: this.#options.memoryMb, timeoutMs: this.#options.timeoutMs });
  }

  #dispatch(): void {
    for (const [index, idle] of this.#processes.entries()) {
      if (this.#busy.has(idle)) continue;
      const child = idle.spent ? this.#replace(index) : idle;
      const job = this.#waiting.shift();
      if (job === undefined) continue;
      this.#busy.set(child, job);
      void this.#run(child, job);
    }
  }

  async #run(child: ParsingProcess, job: Job): Promise<void> {
    try {
      job.resolve(await child.read(job.request));
    } catch (error) {
      job.reject(error instanceof Error ? error : new Error(String(error)));
    }
    this.#busy.delete(child);
    if (!this.#closed) this.#dispatch();
  }

  #replace(index: number): ParsingProcess {
    void this.#processes[index]?.end();
    const fresh = this.#start();
    this.#processes[index] = fresh;
    return fresh;
  }
}

function closed(): ReadError {
  return new ReadError('parser_failed', 'The reader is shutting down.', { cause: 'closed' });
}
