import { expect, it } from 'vitest';
import { newIn } from './traces.ts';

it('names what was not there before, also where as much has gone, and is quiet about what has gone', () => {
  const before = { projects: ['(1)'], chats: ['(2)', '(3)'], objects: ['a', 'b'] };
  const after = { projects: ['(4)'], chats: ['(3)'], objects: ['b', 'a'], runs: ['(5)', '(6)'] };
  expect(newIn(before, after)).toEqual(['projects: (4)', 'runs: (5), (6)']);
});

it('names no more than a few of many', () => {
  const rows = Array.from({ length: 9 }, (_, row) => `(${row})`);
  expect(newIn({}, { rows })).toEqual(['rows: (0), (1), (2), (3), (4) and 4 more']);
});
