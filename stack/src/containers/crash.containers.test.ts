import { describe, expect, it } from 'vitest';
import { eventually } from '../../../backend/src/testing/person.ts';
import { startLoad } from './testing/load.ts';
import { apiOf, stackUnderTest } from './testing/stack.ts';

const stack = stackUnderTest();
const { compose } = stack;

describe('a container that is killed under load', () => {
  it.each(['api', 'worker', 'converter', 'web'])(
    '%s comes back by itself, and nothing is lost',
    async (service) => {
      const load = await startLoad(apiOf(stack));
      await load.inTheMiddle();
      const before = await compose.container(service);
      await compose.crash(service);
      const after = await eventually(
        () => compose.container(service),
        ({ restarts, health }) => restarts > before.restarts && health === 'healthy',
        60_000,
      );
      expect(after).toMatchObject({ id: before.id, restarts: before.restarts + 1 });
      expect(after.startedAt).not.toBe(before.startedAt);
      await load.nothingLost();
      const page = await fetch(`http://localhost:${stack.ports.web}/sign-in`);
      expect(page.status).toBe(200);
    },
  );
});
