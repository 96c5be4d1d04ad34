import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChildMessage, ReadRequest } from './messages.ts';
import { ReadError, type ReadFailure, type ReadResult } from './types.ts';

interface ProcessLimits {
  memoryMb: number;
  timeoutMs: number;
}

const CHILD = join(import.meta.dirname, 'child.ts');
const SOURCE = dirname(import.meta.dirname);
/** A child that is not warm by then hangs and is replaced. */
const START_MS = 30_000;
const MEMORY_CHECK_MS = 100;
/** The rest is for buffers outside the heap and for the program itself. */
const HEAP_SHARE = 0.75;

/** One child process; it reads one document at a time. */
export class ParsingProcess {
  readonly #child: ChildProcess;
  readonly #limits: ProcessLimits;
  readonly #ready: Promise<void>;
  #alive = true;
  #settle: ((outcome: ReadResult | ReadError) => void) | undefined;
  /** Why we ended it ourselves, where we did. */
  #verdict: ReadFailure | undefined;
  #stderr = '';

  constructor(limits: ProcessLimits) {
    this.#limits = limits;
    this.#child = fork(CHILD, [], {
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [
        `--max-old-space-size=${Math.floor(limits.memoryMb * HEAP_SHARE)}`,
        '--no-warnings',
        ...readOnlyOwnFiles(),
      ],
    });
    this.#child.stderr?.on('data', (data: Buffer) => {
      this.#stderr = (this.#stderr + data.toString('latin1')).slice(-4096);
    });
    this.#ready = this.#awaitReady();
    // A failed start is met by the job that waits for it; without a job nobody need hear of it.
    this.#ready.catch(() => undefined);
    this.#child.on('message', (message: ChildMessage) => this.#receive(message));
    this.#child.on('error', () => this.#ended());
    this.#child.on('exit', () => this.#ended());
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Whether it died, or holds so much after its last document that the next one would suffer. */
  get spent(): boolean {
    return !this.#alive || residentMb(this.#child.pid) > this.#limits.memoryMb / 2;
  }

  ready(): Promise<void> {
    return this.#ready;
  }

  /** @throws ReadError */
  async read(request: ReadRequest): Promise<ReadResult> {
    await this.#ready;
    const outcome = await this.#exchange(request);
    if (outcome instanceof ReadError) throw outcome;
    return outcome;
  }

  /** Ends the child and waits until it is gone. */
  async end(): Promise<void> {
    if (!this.#alive) return;
    await new Promise<void>((resolve) => {
      this.#child.once('exit', () => resolve());
      this.#child.kill('SIGKILL');
    });
  }

  #exchange(request: ReadRequest): Promise<ReadResult | ReadError> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#kill('timed_out'), this.#limits.timeoutMs);
      const watch = setInterval(() => {
        if (residentMb(this.#child.pid) > this.#limits.memoryMb) this.#kill('out_of_memory');
      }, MEMORY_CHECK_MS);
      this.#settle = (outcome) => {
        this.#settle = undefined;
        clearTimeout(timer);
        clearInterval(watch);
        resolve(outcome);
      };
      if (!this.#alive) return this.#ended();
      this.#child.send(request, (error) => {
        if (error !== null) this.#kill('parser_failed');
      });
    });
  }

  #awaitReady(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#kill('timed_out'), START_MS);
      const onMessage = (message: ChildMessage): void => {
        if (message.type !== 'ready') return;
        clearTimeout(timer);
        resolve();
      };
      this.#child.on('message', onMessage);
      this.#child.once('exit', () => {
        clearTimeout(timer);
        reject(this.#failure());
      });
    });
  }

  #receive(message: ChildMessage): void {
    if (message.type === 'done') this.#settle?.(message.result);
    else if (message.type === 'failed') {
      this.#settle?.(new ReadError(message.code, message.message, message.figures));
    }
  }

  #kill(verdict: ReadFailure): void {
    if (!this.#alive) return;
    this.#verdict ??= verdict;
    this.#child.kill('SIGKILL');
  }

  #ended(): void {
    this.#alive = false;
    this.#settle?.(this.#failure());
  }

  #failure(): ReadError {
    const heapFull = /heap out of memory|Allocation failed/i.test(this.#stderr);
    const code = this.#verdict ?? (heapFull ? 'out_of_memory' : 'parser_failed');
    const { memoryMb, timeoutMs } = this.#limits;
    if (code === 'timed_out') {
      const seconds = Math.round(timeoutMs / 100) / 10;
      return new ReadError(code, `The document took longer than ${seconds} s to read.`, { seconds });
    }
    if (code === 'out_of_memory') {
      return new ReadError(code, `The document needs more than ${memoryMb} MB to read.`, { memoryMb });
    }
    const signal = this.#child.signalCode ?? 'none';
    return new ReadError(code, 'The reader stopped unexpectedly.', {
      exit: this.#child.exitCode ?? -1,
      signal,
    });
  }
}

/** The child may read this program and its libraries, write nothing and start nothing. */
function readOnlyOwnFiles(): string[] {
  const library = fileURLToPath(import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs'));
  const at = library.lastIndexOf(`${sep}node_modules${sep}`);
  const modules = library.slice(0, at + sep.length + 'node_modules'.length);
  const folders = new Set([SOURCE, realpathSync(SOURCE), modules, realpathSync(modules)]);
  return ['--permission', ...[...folders].map((folder) => `--allow-fs-read=${folder}${sep}*`)];
}

/** Memory in use, MB. Linux tells it for nothing; elsewhere the limit on the heap alone holds. */
function residentMb(pid: number | undefined): number {
  try {
    const pages = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1];
    return (Number(pages) * 4096) / 1024 / 1024;
  } catch {
    return 0;
  }
}
