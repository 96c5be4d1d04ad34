import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FunctionError, readBuffered, readStreamed, type FunctionAnswer } from './answer.ts';
import type { SandboxReady } from './runtime.ts';

export interface FunctionOptions {
  /** The folder of the function, as it would be uploaded. */
  bundle: string;
  /** Where the handler lies, when that is not in the bundle. */
  code?: string;
  /** `index.handler` */
  handler: string;
  /** All of its environment. */
  environment: Record<string, string>;
  /** How many invocations may run at once, each in a process of its own. */
  concurrency: number;
  /** What an invocation may take, its first start left out. */
  timeoutMs: number;
}

/** A start of a sandbox. */
export interface ColdStart {
  /** From the start of the process until it could be asked. */
  readyMs: number;
}

interface Sandbox {
  child: ChildProcess;
  ready: SandboxReady;
}

/** A Lambda function: like the real one it runs one invocation in a process at a time, and starts another when all are busy. */
export class LambdaFunction {
  readonly coldStarts: ColdStart[] = [];
  /** What its processes printed, line by line. */
  readonly log: string[] = [];
  readonly #options: FunctionOptions;
  readonly #idle: Sandbox[] = [];
  readonly #children = new Set<ChildProcess>();
  readonly #waiting: { resolve: (sandbox: Sandbox) => void; reject: (error: unknown) => void }[] = [];
  #stopped = false;

  constructor(options: FunctionOptions) {
    this.#options = options;
  }

  /**
   * Runs the handler. When it takes too long its process is ended, as Lambda does it.
   *
   * @throws FunctionError when it failed or took too long, be it while its body is read
   */
  async invoke(event: unknown): Promise<FunctionAnswer> {
    const sandbox = await this.#take();
    const limit = AbortSignal.timeout(this.#options.timeoutMs);
    let answer: FunctionAnswer;
    try {
      const response = await this.#ask(sandbox, event, limit);
      if (response.statusCode !== 200) {
        response.resume();
        throw new FunctionError(`the function failed: ${this.log.at(-1) ?? 'it printed nothing'}`);
      }
      answer = await (sandbox.ready.streaming ? readStreamed(response) : readBuffered(response));
    } catch (error) {
      throw this.#afterFault(sandbox, limit, error);
    }
    return { ...answer, body: this.#thenGiveBack(answer.body, sandbox, limit) };
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(
      [...this.#children].map(async (child) => {
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      }),
    );
  }

  async #take(): Promise<Sandbox> {
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (this.#children.size < this.#options.concurrency) return this.#start();
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #giveBack(sandbox: Sandbox): void {
    if (!this.#children.has(sandbox.child)) return;
    const next = this.#waiting.shift();
    if (next) next.resolve(sandbox);
    else this.#idle.push(sandbox);
  }

  async *#thenGiveBack(
    body: AsyncIterable<Buffer>,
    sandbox: Sandbox,
    limit: AbortSignal,
  ): AsyncGenerator<Buffer> {
    let failed = false;
    try {
      yield* body;
    } catch (error) {
      failed = true;
      throw this.#afterFault(sandbox, limit, error);
    } finally {
      if (!failed) this.#giveBack(sandbox);
    }
  }

  /** A process that is still at its call takes no other. */
  #afterFault(sandbox: Sandbox, limit: AbortSignal, error: unknown): unknown {
    if (!limit.aborted) {
      this.#giveBack(sandbox);
      return error;
    }
    sandbox.child.kill('SIGKILL');
    return new FunctionError('the function took too long');
  }

  async #start(): Promise<Sandbox> {
    if (this.#stopped) throw new FunctionError('the function is stopped');
    const { bundle, code = bundle, handler, environment } = this.#options;
    const started = performance.now();
    const child = fork(join(import.meta.dirname, 'runtime.ts'), [code, handler], {
      cwd: bundle,
      env: environment,
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#children.add(child);
    child.once('exit', () => this.#forget(child));
    for (const stream of [child.stdout, child.stderr])
      if (stream) createInterface(stream).on('line', (line) => this.log.push(line));
    const ready = await new Promise<SandboxReady>((resolve, reject) => {
      child.once('message', (message) => resolve(message as SandboxReady));
      child.once('error', reject);
      child.once('close', () =>
        reject(new FunctionError(`the function does not start:\n${this.log.slice(-20).join('\n')}`)),
      );
    });
    this.coldStarts.push({ readyMs: performance.now() - started });
    return { child, ready };
  }

  #forget(child: ChildProcess): void {
    this.#children.delete(child);
    const index = this.#idle.findIndex((sandbox) => sandbox.child === child);
    if (index >= 0) this.#idle.splice(index, 1);
    const next = this.#waiting.shift();
    if (next) this.#start().then(next.resolve, next.reject);
  }

  #ask({ ready }: Sandbox, event: unknown, limit: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const asked = httpRequest(
        { host: '127.0.0.1', port: ready.port, method: 'POST', signal: limit },
        resolve,
      );
      asked.once('error', reject);
      asked.end(JSON.stringify(event));
    });
  }
}
