import { beforeAll, inject } from 'vitest';
import { testStackAt, type TestStack } from '../test-stack.ts';
import { bringUp } from '../up.ts';
import './context.ts';

/** The stack under test, running and healthy before the first test of the file. */
export function useStack(): TestStack {
  const stack = testStackAt(inject('containers').ports);
  beforeAll(() => bringUp(stack.compose, { build: 'missing' }));
  return stack;
}
