import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { poolerAddressFile, serverLogFile } from '../test-services/files.ts';
import { countPoolerCheck } from './pooler-check.ts';

const tests = { name: 'integration', passed: 3, failed: 0, skipped: [] };
const passed = { ...tests, passed: 4 };
const failed = { ...tests, failed: 1 };

const POOLER = '172.17.0.3';
const line = (message: string, from = POOLER): string =>
  JSON.stringify({ remote_host: from, dbname: 'test_1', message });

describe('the check of the pooler', () => {
  let folder: string;
  let told: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'chancery-server-log-'));
    told = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const check = () => countPoolerCheck(tests, folder, (one) => told.push(one));
  const leave = (...lines: string[]): void => {
    writeFileSync(join(folder, poolerAddressFile), POOLER);
    writeFileSync(join(folder, serverLogFile), lines.map((one) => `${one}\n`).join(''));
  };

  it('counts as passed when nothing pins', async () => {
    leave(line('execute <unnamed>: select $1'), line(`statement: set lock_timeout = 1`, '172.17.0.1'));
    expect(await check()).toEqual(passed);
    expect(told).toEqual([expect.stringMatching(/^passed: .*: 1 statements in 1 databases/)]);
  });

  it('counts as failed when something pins, and says what', async () => {
    leave(line('execute <unnamed>: select $1'), line('execute one: select 1'));
    expect(await check()).toEqual(failed);
    expect(told[0]).toMatch(/^FAILED: /);
    expect(told[1]).toBe('  a prepared statement named one (1): select 1');
  });

  it.each([
    ['there is no log', () => undefined, 'the run has left no log of the server'],
    ['nothing came through the pooler', () => leave(line('statement: select 1', '::1')), 'nothing is proven'],
    ['the log is cut off', () => leave(line('statement: select 1'), '{"remote'), 'cannot be read'],
  ])('counts as failed when %s', async (_what, prepare, words) => {
    prepare();
    expect(await check()).toEqual(failed);
    expect(told[0]).toContain(words);
  });
});
