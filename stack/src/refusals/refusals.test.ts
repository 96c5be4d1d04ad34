import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSettings, SettingsError } from '../../../backend/src/config/settings.ts';
import { root } from '../clone.ts';
import { systemEnvironment } from '../config.ts';
import { runCaptured } from '../run.ts';
import {
  deployedRoles,
  environmentWith,
  goodEnvironment,
  MARK,
  worstEnvironment,
  wrongsOf,
  type DeployedRole,
  type DeployedStage,
  type Environment,
} from './deployed-settings.ts';
import { faultsOfRefusal } from './refusal.ts';

const stages: DeployedStage[] = ['staging', 'production'];
const both = deployedRoles.flatMap((role) => stages.map((stage) => [role, stage] as const));

/** What the settings say; nothing when they are taken. */
function refusalOf(role: DeployedRole, environment: Environment): string[] {
  try {
    loadSettings(role, environment);
  } catch (error) {
    if (error instanceof SettingsError) return [...error.faults];
    throw error;
  }
  return [];
}

describe('a deployed stage', () => {
  it.each(both)('lets the %s start in %s with good settings', (role, stage) => {
    expect(refusalOf(role, goodEnvironment(role, stage))).toEqual([]);
  });

  it.each(
    both.flatMap(([role, stage]) =>
      wrongsOf(role, stage).map((wrong) => [role, stage, wrong.name, wrong.what, wrong] as const),
    ),
  )('does not let the %s start in %s when %s has %s', (role, stage, name, _what, wrong) => {
    const faults = refusalOf(role, environmentWith(role, stage, wrong));
    // One thing is wrong, so one variable is named.
    expect(new Set(faults.map((fault) => /^\w+/.exec(fault)?.[0]))).toEqual(new Set([name]));
    expect(faults.join('\n')).not.toContain(MARK);
  });

  it('takes a test key of Clerk in staging', () => {
    const CLERK_SECRET_KEY = `sk_test_${MARK}`.padEnd(40, 'x');
    expect(refusalOf('api', { ...goodEnvironment('api', 'staging'), CLERK_SECRET_KEY })).toEqual([]);
  });

  it('never starts the seed', () => {
    const good = goodEnvironment('seed', 'production');
    for (const SEED_EMAIL of ['', 'ada@chancery.example']) {
      expect(() => loadSettings('seed', { ...good, SEED_EMAIL })).toThrow('SEED_EMAIL');
    }
  });
});

describe('the process', () => {
  const start = (role: DeployedRole, environment: Environment) =>
    runCaptured(process.execPath, [join(root, `backend/src/start/${role}.ts`)], {
      environment: { ...systemEnvironment(), ...environment },
    });

  it.each(deployedRoles)(
    'of the %s names all that is wrong at once, prints no value and ends',
    async (role) => {
      const { environment, wrongs } = worstEnvironment(role, 'production');
      expect(wrongs.length).toBeGreaterThan(2);
      expect(faultsOfRefusal(await start(role, environment), role, wrongs)).toEqual([]);
    },
  );

  it('of the migration goes on to the database with good settings', async () => {
    const { code, output } = await start('migrate', goodEnvironment('migrate', 'production'));
    expect(code).not.toBe(0);
    expect(output).toContain('ECONNREFUSED');
    expect(output).not.toContain(MARK);
  });
});
