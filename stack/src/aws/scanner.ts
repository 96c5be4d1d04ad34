import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../../bootstrap/lock.mjs';
import { makeFolders, root } from '../clone.ts';
import { pythonInstallEnvironment, systemEnvironment } from '../config.ts';
import { StackFault } from '../fault.ts';
import { seconds } from '../progress.ts';
import { runCaptured } from '../run.ts';
import { scannerFolder, scannerPython } from './scanner-folder.ts';

const requirements = join(root, 'infra/scan/requirements.txt');
const stampFile = join(scannerFolder, 'chancery-stamp');

/** The oldest that all pinned packages run on. */
const LEAST_PYTHON = [3, 11] as const;
const candidates = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python'];

/** Whether a version such as `3.12.1` is as new as the pinned packages need it. */
export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const [leastMajor, leastMinor] = LEAST_PYTHON;
  return major === leastMajor && minor >= leastMinor;
}

/** What pip says when it got no answer from the index, as against a package that is not there. */
const unreachable =
  /connection broken by|Connection to \S+ timed out|Failed to connect|Could not fetch URL|ReadTimeoutError|ProxyError|HTTP error (403|407|5\d\d)/;

/** One line on why the package index gave nothing, undefined when pip failed for another reason. */
export function whyUnreachable(output: string): string | undefined {
  if (!unreachable.test(output)) return undefined;
  return 'PyPI, or the index that pip is set to, cannot be reached';
}

async function versionOf(python: string): Promise<string | undefined> {
  const print = 'import platform; print(platform.python_version())';
  const { code, output } = await runCaptured(python, ['-c', print], {
    environment: systemEnvironment(),
  }).catch(() => ({ code: 1, output: '' }));
  return code === 0 ? output.trim() : undefined;
}

async function findPython(): Promise<string | undefined> {
  for (const candidate of candidates) {
    const version = await versionOf(candidate);
    if (version && isNewEnough(version)) return candidate;
  }
  return undefined;
}

const stampFor = (version: string): string =>
  createHash('sha256')
    .update(`${readFileSync(requirements, 'utf8')}\n${version}`)
    .digest('hex');

async function isInstalled(): Promise<boolean> {
  if (!existsSync(stampFile)) return false;
  const version = await versionOf(scannerPython);
  return version !== undefined && readFileSync(stampFile, 'utf8') === stampFor(version);
}

/**
 * Lays the pinned scanner out, once, from the package index that pip is set to.
 *
 * @returns why the machine cannot have it; undefined when it is there
 * @throws StackFault when it should be had here, and is not
 */
export async function prepareScanner(): Promise<string | undefined> {
  makeFolders();
  if (await isInstalled()) return undefined;
  return withLock('scanner', async () => ((await isInstalled()) ? undefined : install()));
}

async function install(): Promise<string | undefined> {
  const python = await findPython();
  if (!python) return `the scanner needs Python ${LEAST_PYTHON.join('.')} or later, and there is none`;
  const started = performance.now();
  process.stdout.write('Fetching the scanner from PyPI, 290 MB, once\n');
  rmSync(scannerFolder, { recursive: true, force: true });
  const made = await runCaptured(python, ['-m', 'venv', scannerFolder], { environment: systemEnvironment() });
  if (made.code !== 0) {
    process.stdout.write(made.output);
    return `${python} cannot make an environment of its own (Debian: the package python3-venv)`;
  }
  // Nothing of a package is run while it is installed.
  const pip = ['-m', 'pip', 'install', '--quiet', '--retries', '2', '--only-binary', ':all:'];
  const { code, output } = await runCaptured(scannerPython, [...pip, '-r', requirements], {
    environment: pythonInstallEnvironment(),
  });
  const version = await versionOf(scannerPython);
  if (code !== 0 || !version) {
    const reason = whyUnreachable(output);
    if (reason) return reason;
    throw new StackFault(
      `The scanner could not be installed:\n${output.trim()}`,
      'Look at infra/scan/requirements.txt: each version has to be there for this Python and this machine.',
    );
  }
  writeFileSync(stampFile, stampFor(version));
  process.stdout.write(`Installed in ${seconds(performance.now() - started)}\n`);
  return undefined;
}
