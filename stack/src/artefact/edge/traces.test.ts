import { expect, it } from 'vitest';
import { moreThan } from './traces.ts';

it('says what has become more, and is quiet about what has not', () => {
  expect(
    moreThan({ projects: 1, chats: 2, objects: 3 }, { projects: 2, chats: 2, objects: 2, runs: 1 }),
  ).toEqual(['projects: 1 before, 2 after', 'runs: 0 before, 1 after']);
});
