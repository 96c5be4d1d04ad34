import { join } from 'node:path';
import { claimStack } from '../clone-stack.ts';
import { folders, root } from '../clone.ts';
import { wholeEnvironment } from '../config.ts';
import { stackEnvironment } from '../environment.ts';
import { runInTerminal } from '../run.ts';
import { keptSecrets } from '../secrets.ts';
import { cloneContext } from '../stack.ts';
import type { StackState } from '../state.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Brings a database's schema up to date: the one that the environment names by DB_HOST, else the clone's own,
 * which is started for as long as it takes when the stack does not run.
 */
export async function migrate(): Promise<number> {
  if (wholeEnvironment().DB_HOST) return runMigrations(wholeEnvironment());
  const claimed = await claimStack('built', ['migrate'], print, () => undefined);
  if ('mode' in claimed) return runMigrations(environmentOf(claimed));
  await claimed.supervisor.start();
  await claimed.supervisor.stop();
  print('The schema is current');
  return 0;
}

function environmentOf(state: StackState): NodeJS.ProcessEnv {
  const secrets = keptSecrets(folders.state);
  const { place } = cloneContext({ ports: state.ports, secrets }, state.mode, print);
  return { ...wholeEnvironment(), ...stackEnvironment('migrate', place) };
}

function runMigrations(environment: NodeJS.ProcessEnv): Promise<number> {
  return runInTerminal(process.execPath, [join(root, 'backend/src/start/migrate.ts')], { environment });
}
