// One installer at a time in a clone. No dependency, Node 18 and later.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './shared.mjs';

const POLL_MS = 250;

/**
 * Does something while holding a lock file of the clone; waits for another holder, takes over from a dead one.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} act
 * @param {string} [folder] where the lock file lies
 * @returns {Promise<T>}
 */
export async function withLock(name, act, folder = join(root, '.local')) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.lock`);
  let told = false;
  while (!take(file)) {
    const holder = holderOf(file);
    if (holder === undefined) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) process.stdout.write(`Another process (${holder}) is preparing this clone; waiting for it\n`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  try {
    return await act();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** The pid that holds the lock, undefined when it is gone. @param {string} file */
function holderOf(file) {
  let pid = 0;
  try {
    pid = Number(readFileSync(file, 'utf8'));
    if (!pid) return undefined;
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM' ? pid : undefined;
  }
}
