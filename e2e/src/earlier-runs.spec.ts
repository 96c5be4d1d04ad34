import { test } from './account.ts';
import { accountsLeftBehind, takeAway } from './left-behind.ts';

// Before the smoke test itself, by the order of names; alone: -- --smoke earlier-runs.spec
test('what earlier runs could not take away is gone', async ({ browser, account: _madeBefore }) => {
  for (const left of await accountsLeftBehind())
    await test.step(`account ${left.userId}`, () => takeAway(browser, left));
});
