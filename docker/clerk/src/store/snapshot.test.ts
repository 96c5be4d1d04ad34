import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSnapshot, readSnapshot } from './snapshot.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'clerk-snapshot-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('holds the last state when many saves arrive at once, in few writes', async () => {
  let value = 0;
  let writes = 0;
  const path = join(folder, 'state.json');
  const snapshot = openSnapshot(path, () => {
    writes += 1;
    return JSON.stringify({ value });
  });
  const saves = Array.from({ length: 100 }, () => {
    value += 1;
    return snapshot.save();
  });
  await Promise.all(saves);
  expect(readSnapshot(path)).toEqual({ value: 100 });
  expect(writes).toBe(2);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('resolves a save only when its own change is on the disk', async () => {
  let value = 'first';
  const path = join(folder, 'state.json');
  const snapshot = openSnapshot(path, () => JSON.stringify(value));
  const first = snapshot.save();
  value = 'second';
  await snapshot.save();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toBe('second');
  await first;
});

it('names a file that it cannot read', () => {
  const path = join(folder, 'state.json');
  expect(readSnapshot(path)).toBeUndefined();
  writeFileSync(path, '{"half');
  expect(() => readSnapshot(path)).toThrow(path);
});
