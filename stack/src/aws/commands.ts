import { join } from 'node:path';
import { Parts } from '../checks/parts.ts';
import { passed, refuseSkips, type Tally } from '../checks/tally.ts';
import { runVitest } from '../checks/vitest.ts';
import { root } from '../clone.ts';
import { hasAwsCredentials } from '../config.ts';
import { runInTerminal, toolScript } from '../run.ts';
import { preparePlatform, sstEnvironment, sstScript } from './platform.ts';

/**
 * The root script `test:infra`: the types of the stack on AWS, then its tests against a mocked account. The last line
 * says how many passed and failed; a test that skips itself has failed.
 *
 * @param args files and options for vitest: then only those tests run
 */
export async function testInfra(args: readonly string[]): Promise<number> {
  const parts = new Parts();
  const ready = await parts.run('platform', async () => {
    await preparePlatform();
    return passed('platform');
  });
  if (!ready) {
    parts.skip(['types', 'stages'], 'the SST platform is not there');
    return parts.conclude();
  }
  await parts.run('types', checkTypes);
  await parts.run('stages', async () => {
    const tally = await runVitest('infra', { args });
    return args.length > 0 ? { ...tally, skipped: [] } : refuseSkips(tally);
  });
  return parts.conclude();
}

async function checkTypes(): Promise<Tally> {
  const project = join(root, 'infra/tsconfig.stack.json');
  const code = await runInTerminal(process.execPath, [toolScript('typescript', 'tsc'), '-p', project]);
  return code === 0 ? passed('types') : { ...passed('types', 0), failed: 1 };
}

/** The root script `sst`: the pinned command line with the environment it needs. */
export async function sst(args: string[]): Promise<number> {
  await preparePlatform();
  return runInTerminal(process.execPath, [sstScript, ...args], { environment: sstEnvironment() });
}

/** The root script `deploy:check`: what a deployment would change; without credentials there is nothing to compare with. */
export async function checkDeployment(args: string[]): Promise<number> {
  if (!hasAwsCredentials()) {
    process.stdout.write('deploy:check: no AWS credentials in the environment, so nothing was compared.\n');
    return 0;
  }
  const stage = args.some((arg) => /^--stage(=|$)/.test(arg)) ? [] : ['--stage', 'staging'];
  return sst(['diff', ...stage, ...args]);
}
