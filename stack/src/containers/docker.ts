import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../clone.ts';
import { wholeEnvironment } from '../config.ts';
import { StackFault } from '../fault.ts';

export interface DockerOptions {
  /** Replaces the environment of this process. */
  environment?: NodeJS.ProcessEnv;
  /** Given to the program on its standard input. */
  input?: string | Uint8Array;
  /** Told of every line of both streams as it comes, for a person who watches. */
  onLine?: (line: string) => void;
  /** Gives up: ends the program and what it started. */
  signal?: AbortSignal;
  /** Ends the program after so many milliseconds and makes a fault of it. Default: none. */
  limitMs?: number;
}

/** What a run of the Docker client came to. */
export interface DockerRun {
  code: number;
  stdout: string;
  stderr: string;
}

/** What to do when there is no engine at all; docker/bases/engine.sh is for Debian and root. */
export const engineAct =
  'Install Docker Engine 25 or later with its compose and buildx plugins (on Debian, as root: ' +
  'docker/bases/engine.sh), or use the embedded engine, which needs none: npm start, npm test.';

/**
 * Runs `docker` and keeps what it prints. A code other than 0 is an answer, not a fault.
 *
 * @throws StackFault when there is no such program, it did not end within the limit, or it was given up
 */
export async function runDocker(args: readonly string[], options: DockerOptions = {}): Promise<DockerRun> {
  if (options.signal?.aborted) throw givenUp(args);
  const child = spawn('docker', args, {
    cwd: root,
    env: options.environment ?? wholeEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C is for us, and what we ask of Docker while we clean up must not end with it.
    detached: true,
  });
  const stop = options.limitMs === undefined ? undefined : AbortSignal.timeout(options.limitMs);
  const end = (): void => endGroup(child);
  for (const signal of [options.signal, stop]) signal?.addEventListener('abort', end);
  try {
    const texts = keepOutput(child, options.onLine);
    // A program that ends before it has read everything is judged by its code.
    child.stdin.on('error', () => undefined).end(options.input ?? '');
    const code = await ended(child);
    if (stop?.aborted) throw silentFault(args, options.limitMs);
    if (options.signal?.aborted) throw givenUp(args);
    return { code, ...texts };
  } finally {
    for (const signal of [options.signal, stop]) signal?.removeEventListener('abort', end);
  }
}

/** The client runs compose and buildx as processes of their own, which must not outlive it. */
function endGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGTERM');
  } catch {
    // Already gone.
  }
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? new StackFault('Docker is not installed', engineAct) : error),
    );
    child.once('close', (code) => resolve(code ?? 1));
  });
}

function keepOutput(
  child: ChildProcessWithoutNullStreams,
  onLine: DockerOptions['onLine'],
): Pick<DockerRun, 'stdout' | 'stderr'> {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    let rest = '';
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      texts[name] += chunk;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach((line) => onLine?.(stripVTControlCharacters(line)));
    });
  }
  return texts;
}

/**
 * Runs `docker` and returns its standard output.
 *
 * @throws StackFault with the last lines of what it said when its code is not 0
 */
export async function docker(args: readonly string[], options: DockerOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await runDocker(args, options);
  if (code !== 0) throw new StackFault(`docker ${args.join(' ')} failed: ${lastLines(stderr || stdout, 5)}`);
  return stdout.trimEnd();
}

function givenUp(args: readonly string[]): StackFault {
  return new StackFault(`docker ${args.join(' ')} was given up`);
}

function silentFault(args: readonly string[], limitMs = 0): StackFault {
  const asked = `docker ${args.slice(0, 2).join(' ')}`;
  return new StackFault(
    `${asked} gave no answer within ${limitMs} ms`,
    'See whether the engine is well: docker info.',
  );
}

/** The end of a text, without colours. */
export function lastLines(text: string, count: number): string {
  return stripVTControlCharacters(text).trimEnd().split('\n').slice(-count).join('\n');
}
