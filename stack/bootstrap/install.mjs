// The locked dependencies, installed under Node 24 and marked as such. No dependency.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { npmCi } from './npm.mjs';
import { root } from './shared.mjs';

/**
 * What an installed tree is good for: this lockfile, this Node, this kind of machine.
 * @param {string} lockfile its text
 * @param {string} [node] a version such as 24.21.0
 */
export function stampFor(lockfile, node = process.versions.node) {
  return createHash('sha256')
    .update(`${lockfile}\n${node.split('.')[0]}\n${process.platform}-${process.arch}`)
    .digest('hex');
}

/**
 * Whether a folder's node_modules was installed whole from its present lockfile.
 * @param {string} folder absolute
 */
export function isInstalled(folder) {
  try {
    const stamp = readFileSync(join(folder, 'node_modules/.chancery-stamp'), 'utf8');
    return stamp === stampFor(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Installs a folder's dependencies unless they are there. npm on an older Node leaves packages out without
 * a word, so a tree that somebody else's `npm ci` made carries no stamp and is installed again. The stamp is
 * written last: an interrupted install has none.
 * @param {string} [folder] relative to the clone
 * @param {string} [announcement] one line for the person who waits
 * @returns {Promise<boolean>} whether anything had to be installed
 */
export async function installDependencies(folder = '.', announcement = 'Installing dependencies') {
  const path = join(root, folder);
  if (isInstalled(path)) return false;
  return withLock(`install-${folder.replaceAll(/[^a-z]+/g, '-')}`, async () => {
    if (isInstalled(path)) return false;
    const started = Date.now();
    process.stdout.write(`${announcement}\n`);
    const stamp = join(path, 'node_modules/.chancery-stamp');
    rmSync(stamp, { force: true });
    const lockfile = readFileSync(join(path, 'package-lock.json'), 'utf8');
    await npmCi(folder, process.execPath);
    writeFileSync(stamp, stampFor(lockfile));
    process.stdout.write(`Installed in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
    return true;
  });
}
