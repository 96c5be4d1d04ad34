import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

export interface ChildOptions {
  command: string;
  args: string[];
  /** The whole environment of the child; nothing is inherited. */
  environment: Record<string, string>;
  folder: string;
  logFile: string;
  /** Starts the log anew; else it is continued. */
  freshLog?: boolean;
  /** Another user to run as; needs root. */
  user?: { uid: number; gid: number };
  /** How the program is asked to end. */
  stopSignal?: NodeJS.Signals;
}

interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Child {
  readonly pid: number;
  /** Settles when the process has ended; never rejects. */
  readonly exited: Promise<Exit>;
  /** How it ended, undefined while it runs. */
  ended(): Exit | undefined;
  /** Asks it to end, ends it after the grace, and waits until it is gone. */
  stop(graceMs: number): Promise<void>;
}

/**
 * Starts a program with its output in a file. It gets a session of its own, so that Ctrl-C in the terminal
 * reaches only the supervisor, which then stops everything in order.
 *
 * @throws when the program cannot be started at all
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  const log = openSync(options.logFile, options.freshLog ? 'w' : 'a', 0o600);
  try {
    const child = spawn(options.command, options.args, {
      cwd: options.folder,
      env: options.environment,
      stdio: ['ignore', log, log],
      detached: process.platform !== 'win32',
      ...options.user,
    });
    let ended: Exit | undefined;
    const exited = new Promise<Exit>((resolve) => {
      child.once('exit', (code, signal) => resolve((ended = { code, signal })));
    });
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    const pid = child.pid as number;
    return {
      pid,
      exited,
      ended: () => ended,
      stop: (graceMs) =>
        stopProcess(pid, exited, () => ended !== undefined, options.stopSignal ?? 'SIGTERM', graceMs),
    };
  } finally {
    closeSync(log);
  }
}

async function stopProcess(
  pid: number,
  exited: Promise<Exit>,
  hasEnded: () => boolean,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  if (!hasEnded()) {
    send(pid, signal);
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise((resolve) => (timer = setTimeout(resolve, graceMs)));
    await Promise.race([exited, grace]);
    clearTimeout(timer);
  }
  // The group also holds what the program started and left behind, such as an office process.
  send(-pid, 'SIGKILL');
  await exited;
}

/** Sends a signal; a process that is gone already is no fault. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Already gone.
  }
}

/** The last lines of a log, for the person who has to find out why. */
export function lastLines(file: string, count = 12): string[] {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count);
  } catch {
    return [];
  }
}
