import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type ClerkServer, type StartOptions } from '../server.ts';

export const secretKey = 'sk_test_for_these_tests';
export const webOrigin = 'http://localhost:3999';

/** A server on a free port with a folder of its own, both gone when the scope ends. */
export async function startForTest(
  over: Partial<StartOptions> = {},
): Promise<ClerkServer & AsyncDisposable & { dir: string }> {
  const dir = over.dir ?? mkdtempSync(join(tmpdir(), 'clerk-test-'));
  const defaults = { hostLabel: 'test.localhost', secretKey, origins: [webOrigin] };
  const server = await start({ ...defaults, ...over, dir });
  return {
    ...server,
    dir,
    [Symbol.asyncDispose]: async () => {
      await server.close();
      if (!over.dir) rmSync(dir, { recursive: true, force: true });
    },
  };
}
