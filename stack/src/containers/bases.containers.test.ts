import { expect, it } from 'vitest';
import { ensureBases, type Baked } from './bases.ts';
import { testProject } from './testing/project.ts';

/** No name below .invalid is ever found, and none of these is ever made. */
const localstack = 'services: { aws: { image: "localstack/localstack:0.0.0-never" } }';
const other = 'services: { database: { image: "registry.invalid/postgres:0" } }';
const present = 'services: { one: { image: "debian:trixie-slim" } }';

const baking =
  (output: string): (() => Promise<Baked>) =>
  async () => ({ code: 1, output });
const quiet = (): void => undefined;

it('bakes nothing when every image is here', async () => {
  await using project = testProject(present);
  const never = (): Promise<Baked> => Promise.reject(new Error('it was baked'));
  expect(await ensureBases(project.compose, quiet, never)).toBeUndefined();
});

it('excuses LocalStack alone, and only when PyPI does not answer', async () => {
  const silent = baking(
    'ERROR: Could not find a version that satisfies localstack-core (from versions: none)',
  );
  await using project = testProject(localstack);
  expect(await ensureBases(project.compose, quiet, silent)).toMatch(
    /^no registry has localstack\/localstack:0\.0\.0-never, and PyPI.* does not answer$/,
  );
  const broken = baking('ERROR: No matching distribution (from versions: 4.13.0, 4.15.0)');
  await expect(ensureBases(project.compose, quiet, broken)).rejects.toThrow(
    /ended with code 1 and did not make/,
  );
  await using another = testProject(other);
  await expect(ensureBases(another.compose, quiet, silent)).rejects.toThrow('registry.invalid/postgres:0');
});
