import { join } from 'node:path';
import { root } from '../clone.ts';
import { hasAwsCredentials } from '../config.ts';
import { runInTerminal, toolScript } from '../run.ts';
import { preparePlatform, sstEnvironment, sstScript } from './platform.ts';

/** The root script `test:infra`: the types of the stack on AWS, then its tests against a mocked account. */
export async function testInfra(args: string[]): Promise<number> {
  await preparePlatform();
  const types = await runInTerminal(process.execPath, [
    toolScript('typescript', 'tsc'),
    '-p',
    join(root, 'infra/tsconfig.stack.json'),
  ]);
  if (types !== 0) return types;
  return runInTerminal(process.execPath, [toolScript('vitest'), 'run', '--project', 'infra', ...args]);
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
  return sst(['diff', ...(args.length > 0 ? args : ['--stage', 'staging'])]);
}
