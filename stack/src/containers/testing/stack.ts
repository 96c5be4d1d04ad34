import { beforeAll, inject } from 'vitest';
import { testStackAt, type TestStack } from '../test-stack.ts';
import { bringUp } from '../up.ts';
import './context.ts';

/** The stack under test, running and healthy before the first test of the file. */
export function stackUnderTest(): TestStack {
  const stack = testStackAt(inject('containers').ports);
  beforeAll(() => bringUp(stack.compose, { build: 'missing' }));
  return stack;
}

/** The API of the stack, as the helpers of the integration tests know one. */
export function apiOf({ ports }: TestStack): { url: string } {
  return { url: `http://127.0.0.1:${ports.api}` };
}
