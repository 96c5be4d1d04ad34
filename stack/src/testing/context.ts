import type { StackPlace } from '../environment.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The services of the test run; `databaseName` is the migrated database that tests clone. */
    integration: StackPlace;
  }
}
