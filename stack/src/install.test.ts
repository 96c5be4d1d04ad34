import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isInstalled, stampFor } from '../bootstrap/install.mjs';
import { withLock } from '../bootstrap/lock.mjs';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'chancery-install-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('takes a tree for installed only with the stamp of its present lockfile', () => {
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  expect(isInstalled(folder)).toBe(false);
  writeFileSync(join(folder, 'node_modules/.chancery-stamp'), stampFor('{}'));
  expect(isInstalled(folder)).toBe(true);
  writeFileSync(join(folder, 'package-lock.json'), '{"changed":true}');
  expect(isInstalled(folder)).toBe(false);
});

it('tells lockfiles and major versions of Node apart, and no more', () => {
  expect(stampFor('a', '24.0.0')).toBe(stampFor('a', '24.21.0'));
  expect(stampFor('a', '24.0.0')).not.toBe(stampFor('a', '25.0.0'));
  expect(stampFor('a', '24.0.0')).not.toBe(stampFor('b', '24.0.0'));
});

it('lets one in at a time and takes over from a dead holder', async () => {
  // No process has this pid: it is beyond what the system gives out.
  writeFileSync(join(folder, 'install.lock'), '99999999');
  const log: string[] = [];
  const enter = (name: string): Promise<void> =>
    withLock(
      'install',
      async () => {
        log.push(`${name} in`);
        await new Promise((resolve) => setImmediate(resolve));
        log.push(`${name} out`);
      },
      folder,
    );
  await Promise.all([enter('first'), enter('second')]);
  expect(log).toEqual(['first in', 'first out', 'second in', 'second out']);
  expect(readdirSync(folder)).toEqual([]);
});
