import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Engine, EngineInstance } from '../engine.ts';
import { ConversionError, InstanceLostError } from '../faults.ts';
import type { ConversionTask, SourceFormat, TargetFormat } from '../formats.ts';
import { sampleDocx } from '../sample-docx.ts';
import { residentBytes } from '../supervise.ts';
import { locateOffice, SYSTEM_PYTHON } from './locate.ts';
import { writeProfile } from './profile.ts';

const BRIDGE = fileURLToPath(new URL('bridge.py', import.meta.url));
const START_LIMIT_MS = 30_000;
const MEMORY_LIMIT = 1536 * 1024 * 1024;

const IMPORT_FILTERS: Record<SourceFormat, string> = { docx: 'MS Word 2007 XML', doc: 'MS Word 97' };
const EXPORT_FILTERS: Record<TargetFormat, string> = {
  pdf: 'writer_pdf_Export',
  docx: 'MS Word 2007 XML',
  doc: 'MS Word 97',
};

/** Bookmarks make the outline of the viewer; tags would double the size, form fields would be live, notes cover text. */
const PDF_OPTIONS = {
  UseTaggedPDF: false,
  ExportBookmarks: true,
  ExportFormFields: false,
  ExportNotes: false,
  Quality: 90,
};

/** LibreOffice of the system, spoken to over UNO by a Python process of ours. */
export function unoEngine(): Engine {
  return {
    name: 'uno',
    memoryLimitBytes: MEMORY_LIMIT,
    async start(folder, signal) {
      const found = await locateOffice();
      if ('missing' in found) throw new Error(`the UNO engine cannot run: ${found.missing}`);
      const instance = await UnoInstance.start(found.office, folder, signal);
      try {
        await instance.warmUp(folder);
        return instance;
      } catch (error) {
        await instance.stop();
        throw error;
      }
    },
  };
}

interface Answer {
  event?: 'ready';
  version?: string;
  officePid?: number;
  id?: number;
  ok?: boolean;
  stage?: 'load' | 'store';
  message?: string;
}

type Bridge = ChildProcessByStdio<Writable, Readable, Readable>;

class UnoInstance implements EngineInstance {
  version = '';
  processId: number | null = null;
  readonly ended: Promise<string>;
  readonly #bridge: Bridge;
  readonly #profile: string;
  readonly #pipe: string;
  readonly #ready = Promise.withResolvers<void>();
  #nextId = 1;
  #pending: { id: number; resolve(answer: Answer): void; reject(error: Error): void } | null = null;

  static async start(office: string, folder: string, signal: AbortSignal): Promise<UnoInstance> {
    const profile = join(folder, 'profile');
    await Promise.all([writeProfile(profile), mkdir(join(folder, 'tmp'))]);
    const instance = new UnoInstance(office, folder, profile);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(START_LIMIT_MS)]);
    const onLimit = (): void =>
      instance.#ready.reject(new Error('the office program did not answer in time'));
    limit.addEventListener('abort', onLimit, { once: true });
    try {
      await instance.#ready.promise;
      return instance;
    } catch (error) {
      await instance.stop();
      throw error;
    } finally {
      limit.removeEventListener('abort', onLimit);
    }
  }

  private constructor(office: string, folder: string, profile: string) {
    this.#profile = profile;
    this.#pipe = `chancery-${randomBytes(8).toString('hex')}`;
    this.#bridge = spawn(
      SYSTEM_PYTHON,
      ['-I', BRIDGE, '--office', office, '--profile', profile, '--pipe', this.#pipe],
      {
        cwd: folder,
        // Nothing of our own environment goes near a document.
        env: { HOME: profile, PATH: '/usr/bin:/bin', TMPDIR: join(folder, 'tmp'), LANG: 'C.UTF-8' },
        stdio: ['pipe', 'pipe', 'pipe'],
        // A group of its own, so that the office program is ended with it even when the bridge has died.
        detached: true,
      },
    );
    let complaint = '';
    this.#bridge.stderr.on('data', (data: Buffer) => {
      complaint = (complaint + data.toString()).slice(-500);
    });
    this.#bridge.stdin.on('error', () => undefined);
    createInterface({ input: this.#bridge.stdout }).on('line', (line) => this.#onLine(line));
    this.ended = new Promise((resolve) => {
      const end = (cause: string): void => {
        this.#killGroup();
        this.#fail(cause);
        resolve(cause);
      };
      this.#bridge.once('error', (error) => end(error.message));
      this.#bridge.once('exit', (code, killed) => {
        const last = complaint.trim().split('\n').at(-1) ?? '';
        end(`the office program ended (${killed ?? `code ${code}`})${last === '' ? '' : `: ${last}`}`);
      });
    });
  }

  async convert(task: ConversionTask): Promise<void> {
    const answer = await this.#ask({
      input: task.inputPath,
      output: task.outputPath,
      importFilter: IMPORT_FILTERS[task.from],
      exportFilter: EXPORT_FILTERS[task.to],
      exportOptions: task.to === 'pdf' ? PDF_OPTIONS : {},
      // Pages show what the text of record holds: insertions in place, deletions gone.
      acceptChanges: task.to === 'pdf',
    });
    if (answer.ok === true) return;
    if (answer.stage === 'load') {
      throw new ConversionError(
        'source_unreadable',
        'The file is damaged: it could not be opened.',
        'load_failed',
      );
    }
    throw new ConversionError('conversion_failed', 'The office program could not write the result.');
  }

  async warmUp(folder: string): Promise<void> {
    const inputPath = join(folder, 'warm-up.docx');
    await writeFile(inputPath, sampleDocx());
    await this.convert({ from: 'docx', to: 'pdf', inputPath, outputPath: join(folder, 'warm-up.pdf') });
  }

  async memoryBytes(): Promise<number | null> {
    return this.processId === null ? null : residentBytes(this.processId);
  }

  async stop(): Promise<void> {
    this.#killGroup();
    await this.ended;
    await removeSockets(this.#profile, this.#pipe);
  }

  #ask(request: object): Promise<Answer> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending = { id, resolve, reject };
      this.#bridge.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
    });
  }

  #onLine(line: string): void {
    const answer = JSON.parse(line) as Answer;
    if (answer.event === 'ready') {
      this.version = `LibreOffice ${answer.version ?? 'of unknown version'}`;
      this.processId = answer.officePid ?? null;
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

  #killGroup(): void {
    if (this.#bridge.pid === undefined) return;
    try {
      process.kill(-this.#bridge.pid, 'SIGKILL');
    } catch {
      // Already gone.
    }
  }
}

/**
 * A killed office program leaves two sockets in the temporary folder: the one it was asked for, and the one by
 * which a second start finds the first, named by the MD5 of its profile's address in bytes without leading zeros.
 */
async function removeSockets(profile: string, pipe: string): Promise<void> {
  const digest = createHash('md5')
    .update(Buffer.from(pathToFileURL(profile).href, 'utf16le'))
    .digest();
  const own = `SingleOfficeIPC_${Array.from(digest, (byte) => byte.toString(16)).join('')}`;
  const owner = process.getuid?.() ?? 0;
  for (const name of [pipe, own]) await rm(`/tmp/OSL_PIPE_${owner}_${name}`, { force: true });
}
