import { inject } from 'vitest';
import { stackEnvironment, type StackRole } from '../environment.ts';
import type { TestDatabase } from './database.ts';
import './context.ts';

/**
 * The environment of one process, as text, pointing at the stand-ins and the database of this test run.
 *
 * @param role which process
 * @param database the database it uses, from `createDatabase()`; without one, the database that tests clone
 * @param overrides values that differ; `undefined` removes a variable
 */
export function testSettings(
  role: StackRole,
  database?: TestDatabase,
  overrides: Record<string, string | undefined> = {},
): Record<string, string> {
  const integration = inject('integration');
  const place = { ...integration, databaseName: database?.DB_NAME ?? integration.databaseName };
  const merged = { ...stackEnvironment(role, place), ...overrides };
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
