import type { TestProject } from 'vitest/node';
import { startStack } from '../stack.ts';
import './context.ts';

/**
 * Starts what the integration tests need, once for the run: Postgres on a memory-backed disk with a migrated
 * database to clone, and the stand-ins. Their addresses reach the tests by `inject('integration')`.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startStack({ services: ['migrate', 'aws', 'clerk', 'model'], logLevel: 'warn' });
  project.provide('integration', stack.place);
  return () => stack.stop();
}
