import { expect, it } from 'vitest';
import { isLeftover, ownerLabels } from './leftovers.ts';

const labels = ownerLabels();

it('leaves the container of a living process alone', () => {
  expect(isLeftover(labels)).toBe(false);
});

it('knows the container of a process that has ended', () => {
  expect(isLeftover(labels, () => undefined)).toBe(true);
});

it('is not misled by a later process with the same pid', () => {
  expect(isLeftover(labels, () => ({ command: 'another', startedAt: 'later' }))).toBe(true);
});

it('leaves what another host started, and what is not of a test run', () => {
  expect(isLeftover({ ...labels, 'chancery.test.host': 'elsewhere' }, () => undefined)).toBe(false);
  expect(isLeftover({}, () => undefined)).toBe(false);
});
