import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { NotAsked, type Check } from './check.ts';
import { areas } from './checks.ts';
import { handedOver } from './config.ts';
import { differenceOf } from './differences.ts';
import { openTarget } from './targets/open.ts';

const settings = handedOver();
const { target } = settings;
let opened: Awaited<ReturnType<typeof openTarget>>;

beforeAll(async () => {
  opened = await openTarget(settings);
}, 180_000);
afterAll(() => opened?.close(), 60_000);

/** Asks, and skips with the reason what AWS cannot be asked from here. The stand-ins can be asked everything. */
async function ask(check: Check, context: TestContext): Promise<unknown> {
  try {
    return await check.ask(opened.place);
  } catch (error) {
    if (target === 'aws' && error instanceof NotAsked) context.skip(error.message);
    throw error;
  }
}

describe.each(Object.entries(areas))(`${target}: %s`, (_area, checks) => {
  for (const check of checks) {
    const difference = differenceOf(check.id, target);
    const title = difference ? `${check.title} (differs, as listed)` : check.title;
    it(title, async (context) => {
      if (check.notOn?.[target]) context.skip(check.notOn[target]);
      const answer = await ask(check, context);
      if (!difference) {
        expect(answer, 'answers otherwise than AWS, and differences.ts does not list it').toEqual(
          check.expected,
        );
        return;
      }
      expect(answer, 'answers like AWS: take the difference off the list').not.toEqual(check.expected);
      expect(answer, 'differs, but otherwise than differences.ts says').toEqual(difference.observed);
    });
  }
});
