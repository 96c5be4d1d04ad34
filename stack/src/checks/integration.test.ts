import { afterEach, expect, it, vi } from 'vitest';
import { StackFault } from '../fault.ts';
import { runIntegration } from './integration.ts';

afterEach(() => vi.unstubAllEnvs());

it('names a missing engine and what to do, before it starts anything', async () => {
  vi.stubEnv('DOCKER_HOST', 'unix:///nowhere/docker.sock');
  const fault: unknown = await runIntegration({ engine: 'containers', pooler: 'none' }).catch(
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(StackFault);
  expect(fault).toMatchObject({
    message: expect.stringMatching(
      /^Docker is (not installed|installed, but its engine does not answer)/,
    ) as string,
    act: expect.stringMatching(/\w/) as string,
  });
});
