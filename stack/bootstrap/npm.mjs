// Runs the npm the person has, under a Node of our choice. No dependency, Node 18 and later.
import { BootstrapError, environmentFor, root, run } from './shared.mjs';

const NETWORK_FAULT =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)\b/;

/**
 * Settings of an outer `npm run` that would change what an inner `npm ci` does: `--prefix backend` of the
 * outer one would send the inner one to the wrong folder, `--omit=dev` would leave the tools out.
 */
const FOREIGN_SETTINGS =
  /^npm_config_(prefix|local_prefix|workspaces?|include_workspace_root|global|location|omit|production|only|dry_run|package_lock_only)$/i;

/**
 * Installs exactly what a folder's lockfile names.
 * @param {string} folder relative to the clone
 * @param {string} nodeBinary the Node that npm and the install scripts run on
 */
export async function npmCi(folder, nodeBinary) {
  const environment = environmentFor(nodeBinary);
  for (const name of Object.keys(environment)) if (FOREIGN_SETTINGS.test(name)) delete environment[name];
  delete environment.NODE_ENV;
  const args = ['ci', '--prefix', folder, '--include=dev', '--include=optional', '--prefer-offline'];
  args.push('--no-audit', '--no-fund', '--fetch-retries=1', '--loglevel=error');
  const cli = process.env.npm_execpath;
  const [command, first] = cli?.endsWith('.js') ? [nodeBinary, [cli]] : ['npm', []];
  let told = '';
  const code = await run(command, [...first, ...args], {
    cwd: root,
    env: environment,
    shell: process.platform === 'win32' && command === 'npm',
    onOutput: (text) => (told = (told + text).slice(-20_000)),
  });
  if (code === 0) return;
  if (NETWORK_FAULT.test(told)) {
    throw new BootstrapError(
      'The package registry cannot be reached, and what is missing is not in npm’s cache.\n' +
        'Connect to the network (or set npm’s registry or proxy) and run the same command again; nothing has to be undone.',
      3,
    );
  }
  throw new BootstrapError(
    `npm could not install ${folder === '.' ? 'the dependencies' : folder} (exit code ${code}); its own words stand above.\n` +
      'Run the same command again once that is repaired; nothing has to be undone.',
  );
}
