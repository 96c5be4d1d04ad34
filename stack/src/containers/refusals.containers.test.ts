import { describe, expect, inject, it } from 'vitest';
import {
  deployedRoles,
  environmentWith,
  goodEnvironment,
  MARK,
  worstEnvironment,
  wrongsOf,
  type Environment,
} from '../refusals/deployed-settings.ts';
import { faultsOfRefusal, type Ended } from '../refusals/refusal.ts';
import { docker, runDocker } from './docker.ts';
import { testStackAt } from './test-stack.ts';

const { compose } = testStackAt(inject('containers').ports);

/** Starts a role from the shipped image as a deployed stage would, without a way to anything. */
async function start(role: string, environment: Environment): Promise<Ended> {
  const settings = Object.entries(environment).flatMap((pair) => ['--env', pair.join('=')]);
  const { code, stdout, stderr } = await runDocker(
    [
      ...['run', '--rm', '--network', 'none', '--read-only', '--tmpfs', '/tmp', ...settings],
      ...[await compose.imageId('api'), 'node', `backend/src/start/${role}.ts`],
    ],
    { limitMs: 60_000 },
  );
  return { code, output: stdout + stderr };
}

describe('the shipped image in a deployed stage', () => {
  it.each(deployedRoles.flatMap((role) => [[role, 'staging'] as const, [role, 'production'] as const]))(
    'does not start the %s in %s: it names all that is wrong, prints no value and ends',
    async (role, stage) => {
      const { environment, wrongs } = worstEnvironment(role, stage);
      expect(faultsOfRefusal(await start(role, environment), role, wrongs)).toEqual([]);
    },
  );

  // One of each kind; every one of them is tried on the settings themselves in ../refusals.
  it.each(kinds().map((wrong) => [wrong.name, wrong.what, wrong] as const))(
    'does not start the worker for %s with %s alone',
    async (_name, _what, wrong) => {
      const ended = await start('worker', environmentWith('worker', 'production', wrong));
      expect(faultsOfRefusal(ended, 'worker', [wrong])).toEqual([]);
    },
  );

  it('gets beyond the settings when they are good', async () => {
    const { code, output } = await start('migrate', goodEnvironment('migrate', 'production'));
    expect(code).not.toBe(0);
    expect(output).not.toContain('cannot start');
    expect(output).toContain('ECONNREFUSED');
    expect(output).not.toContain(MARK);
  });

  it('has no setting of its own that a stage could forget to override', async () => {
    const format = '{{json .Config.Env}}';
    const set = JSON.parse(
      await docker(['image', 'inspect', '--format', format, await compose.imageId('api')]),
    ) as string[] | null;
    const names = (set ?? []).map((pair) => pair.split('=')[0]);
    expect(names.filter((name) => !/^(PATH|NODE_EXTRA_CA_CERTS)$/.test(name ?? ''))).toEqual([]);
  });
});

function kinds() {
  const byKind = new Map(wrongsOf('worker', 'production').map((wrong) => [wrong.what, wrong]));
  return [...byKind.values()];
}
