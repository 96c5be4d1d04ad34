import { spawn } from 'node:child_process';
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
  /** Ends the program with SIGTERM. */
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
 * @throws StackFault when there is no such program, or it did not end within the limit
 */
export function runDocker(args: readonly string[], options: DockerOptions = {}): Promise<DockerRun> {
  return new Promise((resolve, reject) => {
    const child = spawn('docker', args, {
      cwd: root,
      env: options.environment ?? wholeEnvironment(),
      stdio: ['pipe', 'pipe', 'pipe'],
      signal: options.signal,
      // In a group of its own: Ctrl-C is for us, and what we still ask of Docker while we clean up must not end with it.
      detached: true,
    });
    let late = false;
    const limit = options.limitMs === undefined ? undefined : setTimeout(end, options.limitMs);
    function end(): void {
      late = true;
      child.kill('SIGKILL');
    }
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      let rest = '';
      child[name].setEncoding('utf8').on('data', (chunk: string) => {
        texts[name] += chunk;
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        lines.forEach((line) => options.onLine?.(stripVTControlCharacters(line)));
      });
    }
    // A program that ends before it has read everything is judged by its code.
    child.stdin.on('error', () => undefined).end(options.input ?? '');
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(limit);
      reject(error.code === 'ENOENT' ? new StackFault('Docker is not installed', engineAct) : error);
    });
    child.once('close', (code) => {
      clearTimeout(limit);
      if (late)
        reject(new StackFault(`docker ${args.join(' ')} gave no answer within ${options.limitMs} ms`));
      else resolve({ code: code ?? 1, ...texts });
    });
  });
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

/** The end of a text, without colours. */
export function lastLines(text: string, count: number): string {
  return stripVTControlCharacters(text).trimEnd().split('\n').slice(-count).join('\n');
}
