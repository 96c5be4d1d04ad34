import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine, EngineInstance } from '../engine.ts';
import { ConversionError, InstanceLostError } from '../faults.ts';
import type { ConversionTask } from '../formats.ts';
import { sampleDocx } from '../sample-docx.ts';
import { residentBytes } from '../supervise.ts';
import type { ChildAnswer, ChildRequest } from './messages.ts';

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));
const PACKAGE = 'node_modules/@matbee/libreoffice-converter';
const MEMORY_LIMIT = 1.6 * 1024 ** 3;

/**
 * About one fresh process in five hangs for ever, in its start or its first conversion, with no error. After
 * the first conversion none has been seen to hang. So a start counts only with a conversion done, and is cut
 * short and made again; later attempts get longer, for machines that are merely slow.
 */
const START_LIMITS_MS = [8_000, 8_000, 12_000, 16_000, 20_000];

/** Whether the package is installed below a folder. */
export function hasWasmPackage(folder: string): boolean {
  return existsSync(join(folder, PACKAGE, 'wasm/soffice.wasm'));
}

/**
 * LibreOffice as WebAssembly, for machines without one.
 * @param packageFolder where the npm package was installed: `tools/libreoffice-wasm`
 */
export function wasmEngine(packageFolder: string): Engine {
  return {
    name: 'wasm',
    memoryLimitBytes: MEMORY_LIMIT,
    async start(folder, signal) {
      if (!hasWasmPackage(packageFolder)) {
        throw new Error(`the WebAssembly engine is not installed in ${packageFolder}`);
      }
      const installed = join(packageFolder, PACKAGE);
      const version = await versionOf(installed);
      let last: unknown;
      for (const [attempt, limitMs] of START_LIMITS_MS.entries()) {
        signal.throwIfAborted();
        const own = join(folder, `attempt-${attempt + 1}`);
        await mkdir(own);
        const instance = new WasmInstance(installed, own, version);
        try {
          await instance.warmUp(own, AbortSignal.any([signal, AbortSignal.timeout(limitMs)]));
          return instance;
        } catch (error) {
          last = error;
          await instance.stop();
        }
      }
      throw new Error(`LibreOffice as WebAssembly did not start in ${START_LIMITS_MS.length} attempts`, {
        cause: last,
      });
    },
  };
}

async function versionOf(installed: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as { version: string };
  return `LibreOffice 24.8 (WebAssembly package ${manifest.version})`;
}

class WasmInstance implements EngineInstance {
  readonly version: string;
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;
  readonly #ready = Promise.withResolvers<void>();
  #nextId = 1;
  #pending: { id: number; resolve(answer: ChildAnswer): void; reject(error: Error): void } | null = null;

  constructor(installed: string, folder: string, version: string) {
    this.version = version;
    this.#child = fork(CHILD, [installed], {
      cwd: folder,
      // Nothing of our own environment goes near a document.
      env: { HOME: folder, TMPDIR: folder },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let complaint = '';
    this.#child.stderr?.on('data', (data: Buffer) => {
      complaint = (complaint + data.toString()).slice(-500);
    });
    this.#child.on('message', (message) => this.#onMessage(message as ChildAnswer));
    this.ended = new Promise((resolve) => {
      const end = (cause: string): void => {
        this.#fail(cause);
        resolve(cause);
      };
      this.#child.once('error', (error) => end(error.message));
      this.#child.once('exit', (code, killed) => {
        const last = complaint.trim().split('\n').at(-1) ?? '';
        end(`the office process ended (${killed ?? `code ${code}`})${last === '' ? '' : `: ${last}`}`);
      });
    });
  }

  /** Waits for the start and one conversion; rejects when the signal comes first. */
  async warmUp(folder: string, signal: AbortSignal): Promise<void> {
    const limit = Promise.withResolvers<never>();
    const onLimit = (): void => limit.reject(new Error('hung at start'));
    signal.addEventListener('abort', onLimit, { once: true });
    const inputPath = join(folder, 'warm-up.docx');
    const outputPath = join(folder, 'warm-up.pdf');
    const work = async (): Promise<void> => {
      await writeFile(inputPath, sampleDocx());
      await this.#ready.promise;
      await this.convert({ from: 'docx', to: 'pdf', inputPath, outputPath });
    };
    try {
      await Promise.race([work(), limit.promise]);
    } finally {
      signal.removeEventListener('abort', onLimit);
    }
  }

  async convert(task: ConversionTask): Promise<void> {
    const id = this.#nextId++;
    const answer = await new Promise<ChildAnswer>((resolve, reject) => {
      this.#pending = { id, resolve, reject };
      const request: ChildRequest = { id, task };
      this.#child.send(request, (error) => {
        if (error !== null) reject(new InstanceLostError(error.message));
      });
    });
    if ('ok' in answer && !answer.ok) throw refusal(answer.message);
  }

  get processId(): number | null {
    return this.#child.pid ?? null;
  }

  async memoryBytes(): Promise<number | null> {
    return this.processId === null ? null : residentBytes(this.processId);
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  #onMessage(answer: ChildAnswer): void {
    if ('event' in answer) {
      this.#ready.resolve();
    } else if (answer.id === this.#pending?.id) {
      const pending = this.#pending;
      this.#pending = null;
      pending?.resolve(answer);
    }
  }

  #fail(cause: string): void {
    this.#ready.reject(new Error(cause));
    this.#pending?.reject(new InstanceLostError(cause));
    this.#pending = null;
  }
}

/** The program's own memory faults leave it unusable; anything else is about the document. */
function refusal(message: string): Error {
  if (/out of bounds|unreachable|null function|memory access|aborted/i.test(message)) {
    return new InstanceLostError(message);
  }
  return new ConversionError(
    'source_unreadable',
    'The file is damaged: it could not be opened.',
    'load_failed',
  );
}
