import type { StackPlace } from '../environment.ts';

/** What the global set-up of the integration tests hands to the test files; plain data. */
export interface IntegrationContext extends StackPlace {
  templateDatabase: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    integration: IntegrationContext;
  }
}
