import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StackFault } from '../fault.ts';
import { startStack } from '../stack.ts';
import { countBrowserSuite, runBrowserSuite } from './browser-suite.ts';

vi.mock(import('../stack.ts'), async (whole) => ({
  ...(await whole()),
  startStack: vi.fn(() => Promise.reject(new StackFault('not here', 'Nothing.'))),
}));

beforeEach(() => {
  // No name below .invalid is ever found.
  vi.stubEnv('TARGET', 'https://chancery.invalid');
  vi.stubEnv('TARGET_IS_MINE', 'chancery.invalid');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it('runs as a part of a whole run on a stack of its own, whatever target is exported', async () => {
  expect(await countBrowserSuite()).toMatchObject({ passed: 0, failed: 1 });
  expect(startStack).toHaveBeenCalledOnce();
});

it.each([[[]], [['golden-path']], [['--project=whole']]])(
  'refuses another machine with %j: what is not the smoke profile leaves things there',
  async (args) => {
    const fault = await runBrowserSuite(args).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(StackFault);
    expect(fault).toMatchObject({
      message: expect.stringContaining('https://chancery.invalid is not on this machine') as string,
      act: expect.stringContaining('npm run test:e2e -- --smoke') as string,
    });
  },
);
