import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StackFault } from '../fault.ts';
import { Parts } from './parts.ts';

const good = { name: 'good', passed: 2, failed: 0, skipped: ['reads mail: there is no inbox'] };
let printed: string[];

beforeEach(() => {
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(() => vi.restoreAllMocks());

const lastLine = (): string | undefined => printed.join('').trimEnd().split('\n').at(-1);

it('ends with the sum of its parts as the last line', async () => {
  const parts = new Parts();
  expect(await parts.run('good', async () => good)).toBe(true);
  parts.skip(['more', 'still more'], 'Docker is not installed');
  expect(parts.conclude()).toBe(0);
  expect(printed.join('')).toContain('skipped (not run) more: Docker is not installed\n');
  expect(lastLine()).toBe('2 passed, 0 failed, 3 skipped');
});

it('counts a fault that a person can act on as one failure, and tells it', async () => {
  const parts = new Parts();
  const act = () => Promise.reject(new StackFault('Port 1 is held by another', 'End that.'));
  expect(await parts.run('up', act)).toBe(false);
  expect(parts.conclude()).toBe(1);
  expect(printed.join('')).toContain('Port 1 is held by another\nWhat to do: End that.\n');
  expect(lastLine()).toBe('0 passed, 1 failed');
});

it('hides no other fault', async () => {
  const act = () => Promise.reject(new TypeError('a mistake of ours'));
  await expect(new Parts().run('up', act)).rejects.toThrow('a mistake of ours');
});
