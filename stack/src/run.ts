import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './clone.ts';
import { wholeEnvironment } from './config.ts';

export interface RunOptions {
  folder?: string;
  environment?: NodeJS.ProcessEnv;
  /** Leaves the processors to others who want them. */
  inBackground?: boolean;
}

/** Runs a program in the terminal and waits for it; Ctrl-C reaches it directly, SIGTERM is passed on. */
export function runInTerminal(command: string, args: string[], options: RunOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.folder ?? root,
      env: options.environment ?? wholeEnvironment(),
      stdio: 'inherit',
    });
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    const ignore = (): void => undefined;
    process.on('SIGINT', ignore).on('SIGTERM', pass);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', ignore).off('SIGTERM', pass);
      resolve(code ?? 1);
    });
  });
}

export interface Captured {
  code: number;
  output: string;
}

/** Runs a program and keeps what it prints, both streams in one text without colours. */
export function runCaptured(command: string, args: string[], options: RunOptions = {}): Promise<Captured> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.folder ?? root,
      env: options.environment ?? wholeEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (options.inBackground && child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output += String(chunk)));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output: stripVTControlCharacters(output) }));
  });
}

/**
 * The script behind a command of an installed package, to be run with this very Node: a link in
 * node_modules/.bin would ask PATH for one.
 *
 * @param name the package
 * @param command the command, when it is not named like the package
 */
export function toolScript(name: string, command: string = name): string {
  const folder = packageFolder(name);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const script = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[command];
  if (!script) throw new Error(`${name} has no command ${command}`);
  return join(folder, script);
}

function packageFolder(name: string): string {
  const paths = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const folder = [
    join(root, 'e2e/node_modules'),
    join(root, 'frontend/node_modules'),
    join(root, 'backend/node_modules'),
    ...paths,
  ]
    .map((path) => join(path, name))
    .find((path) => existsSync(join(path, 'package.json')));
  if (!folder) throw new Error(`${name} is not installed in ${dirname(root)}`);
  return folder;
}
