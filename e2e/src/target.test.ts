import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { profilesFor, refuseForeignTarget } from './target.ts';

describe('a target', () => {
  it.each(['http://localhost:3000', 'http://127.0.0.1:1', 'http://[::1]:80', 'http://a.localhost:3000'])(
    '%s is of this machine and needs no word',
    (target) => expect(() => refuseForeignTarget(target, undefined)).not.toThrow(),
  );

  it.each([
    ['https://app.staging.example', undefined],
    ['https://app.staging.example', ''],
    ['https://app.staging.example', 'true'],
    ['https://app.example', 'app.staging.example'],
    ['https://app.staging.example:8443', 'app.staging.example'],
    ['https://localhost.example', undefined],
    ['https://app.chancery.test', undefined],
  ])('%s is refused while TARGET_IS_MINE is %s', (target, mine) => {
    expect(() => refuseForeignTarget(target, mine)).toThrow(`TARGET_IS_MINE=${new URL(target).host}`);
  });

  it('is taken when its host is named', () => {
    expect(() => refuseForeignTarget('https://app.chancery.test', 'app.chancery.test')).not.toThrow();
  });

  it('has the profile that leaves things behind on this machine alone', () => {
    expect(profilesFor('http://localhost:3000')).toEqual(['whole', 'smoke']);
    expect(profilesFor('https://app.chancery.test')).toEqual(['smoke']);
  });

  it('that is foreign is refused by the suite before it looks for a browser', async () => {
    const cli = join(dirname(fileURLToPath(import.meta.resolve('@playwright/test/package.json'))), 'cli.js');
    const args = [cli, 'test', '-c', join(import.meta.dirname, '..'), '--project=smoke'];
    // No name below .invalid is ever found, wherever this runs.
    const env = { TARGET: 'https://chancery.invalid', PATH: dirname(process.execPath) };
    const { code, stdout, stderr } = (await promisify(execFile)(process.execPath, args, { env }).catch(
      (error: unknown) => error,
    )) as { code: number; stdout: string; stderr: string };
    expect(code).toBe(1);
    expect(stdout + stderr).toContain('TARGET_IS_MINE=chancery.invalid');
    expect(stdout + stderr).not.toContain('Chromium');
  });
});
