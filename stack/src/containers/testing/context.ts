import type { PublishedPorts } from '../ports.ts';
import '../../testing/context.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the compose stack under test stands, or is going to. */
    containers: { ports: PublishedPorts };
  }
}
