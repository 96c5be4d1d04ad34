import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { installDependencies } from '../../bootstrap/install.mjs';
import { withLock } from '../../bootstrap/lock.mjs';
import { root } from '../clone.ts';
import { searchPath, wholeEnvironment } from '../config.ts';
import { StackFault } from '../fault.ts';
import { runCaptured } from '../run.ts';

/** The command line of SST, run with this very Node. */
export const sstScript = join(root, 'infra/node_modules/sst/bin/sst.mjs');
const platform = join(root, '.sst/platform');

/** SST's types and components lie here when `sst install` has been through. */
function isMaterialised(): boolean {
  const installed = (file: string): string =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : '';
  const version = existsSync(join(platform, 'version'))
    ? readFileSync(join(platform, 'version'), 'utf8')
    : '';
  return (
    existsSync(join(root, '.sst/provider-lock.json')) &&
    existsSync(join(platform, 'node_modules/@pulumi/aws/package.json')) &&
    version.trim() === installed(join(root, 'infra/node_modules/sst/package.json'))
  );
}

/** What SST's command line needs to run without its own downloads: npm for packages, and this Node first on PATH. */
export function sstEnvironment(): NodeJS.ProcessEnv {
  return {
    ...wholeEnvironment(),
    PATH: `${dirname(process.execPath)}${delimiter}${searchPath()}`,
    SST_TELEMETRY_DISABLED: '1',
    SST_NO_BUN: '1',
  };
}

/** Fetches SST's command line and lays out its platform from npm, once; needs no account. */
export async function preparePlatform(): Promise<void> {
  await installDependencies('infra', 'Fetching the SST command line, once');
  if (isMaterialised()) return;
  await withLock('sst-platform', async () => {
    if (isMaterialised()) return;
    process.stdout.write('Laying out the SST platform from npm, 320 MB, once\n');
    rmSync(platform, { recursive: true, force: true });
    const { code, output } = await runCaptured(process.execPath, [sstScript, 'install', '--stage', 'check'], {
      // Pulumi's own program is not on npm and nothing here needs it.
      environment: { ...sstEnvironment(), SST_SKIP_DEPENDENCY_CHECK: '1' },
    });
    if (code !== 0 || !isMaterialised()) {
      throw new StackFault(
        `The SST platform could not be laid out:\n${output.trim()}`,
        'Connect to the network (or set npm’s registry or proxy) and run the same command again.',
      );
    }
  });
}
