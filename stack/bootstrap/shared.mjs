// What the bootstrap files share. No dependency, Node 18 and later.
import { spawn } from 'node:child_process';
import { dirname, join, delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A fault the person can act on: its message is the whole output, without a stack trace. */
export class BootstrapError extends Error {
  /**
   * @param {string} message what happened and what to do
   * @param {number} exitCode 1 in general, 3 when the package registry cannot be reached
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Whether the running Node has at least this major version. @param {number} major */
export function runsOn(major) {
  return Number(process.versions.node.split('.')[0]) >= major;
}

/**
 * The environment for a child: the given Node first on PATH, so that shebangs and npm take it too.
 * @param {string} nodeBinary
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentFor(nodeBinary) {
  const path = process.env.PATH ?? '';
  const first = dirname(nodeBinary);
  return {
    ...process.env,
    PATH: path.split(delimiter)[0] === first ? path : `${first}${delimiter}${path}`,
  };
}

/**
 * Runs a program and waits for it. Ctrl-C reaches the child from the terminal itself, so this process only
 * has to outlive it; SIGTERM and SIGHUP are passed on.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { onOutput?: (text: string) => void }} options
 * @returns {Promise<number>} the exit code
 */
export function run(command, args, { onOutput, ...options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['inherit', 'inherit', onOutput ? 'pipe' : 'inherit'],
      ...options,
    });
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    const ignore = () => undefined;
    process.on('SIGINT', ignore).on('SIGTERM', pass).on('SIGHUP', pass);
    child.stderr?.on('data', (chunk) => {
      process.stderr.write(chunk);
      onOutput?.(String(chunk));
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', ignore).off('SIGTERM', pass).off('SIGHUP', pass);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}
