import { expect, it } from 'vitest';
import { saysAll } from './artefact.ts';

const tally = { name: 'site alone', passed: 3, failed: 0, skipped: [] };

it('takes a site for tested only when all of it was run and nothing was skipped or failed', () => {
  expect(saysAll([], [tally, tally])).toBe(true);
  expect(saysAll(['-g', 'signs up'], [tally])).toBe(false);
  expect(saysAll([], [tally, { ...tally, failed: 1 }])).toBe(false);
  expect(saysAll([], [tally, { ...tally, skipped: ['the image function'] }])).toBe(false);
});
