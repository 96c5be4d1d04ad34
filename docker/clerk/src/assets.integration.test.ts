import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startForTest } from './testing-support/server.ts';

it('gives the bundle under any version asked for, and nothing outside it', async () => {
  const assetsDir = mkdtempSync(join(tmpdir(), 'clerk-assets-'));
  mkdirSync(join(assetsDir, 'ui@1.36.0/dist'), { recursive: true });
  writeFileSync(join(assetsDir, 'ui@1.36.0/dist/ui.browser.js'), 'bundle');
  writeFileSync(join(assetsDir, 'ui@1.36.0/package.js'), 'not to be given');
  await using server = await startForTest({ assetsDir });
  const status = async (path: string) => (await fetch(`${server.url}/npm/@clerk/${path}`)).status;
  const found = await fetch(`${server.url}/npm/@clerk/ui@1/dist/ui.browser.js`);
  expect([found.headers.get('content-type'), await found.text()]).toEqual([
    'text/javascript; charset=utf-8',
    'bundle',
  ]);
  expect(await status('ui@1/dist/other.js')).toBe(404);
  expect(await status('ui@1/dist/..%2Fpackage.js')).toBe(404);
  expect(await status('clerk-js@6/dist/clerk.browser.js')).toBe(404);
  rmSync(assetsDir, { recursive: true });
});
