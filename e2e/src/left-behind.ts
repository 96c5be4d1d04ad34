import type { Browser } from '@playwright/test';
import { clerkClient, signIn, type Account } from './account.ts';
import { deleteEverything } from './clean-up.ts';
import { ADDRESS_PREFIX, isLeftBehind } from './test-address.ts';

/** Each takes some seconds; what is more is left to the next run. */
const AT_ONCE = 2;

/** Accounts of runs that were broken off before they could take them away, the oldest ones. */
export async function accountsLeftBehind(): Promise<Pick<Account, 'userId'>[]> {
  const { data } = await clerkClient().users.getUserList({
    query: ADDRESS_PREFIX,
    orderBy: '+created_at',
    limit: 100,
  });
  const addressOf = (user: (typeof data)[number]): string => user.emailAddresses[0]?.emailAddress ?? '';
  return data
    .filter((user) => isLeftBehind(addressOf(user), user.createdAt, Date.now()))
    .slice(0, AT_ONCE)
    .map(({ id }) => ({ userId: id }));
}

/**
 * Signs in as an account, deletes all that it has in the product, and then the account.
 *
 * @throws when something of it is still there; the account then stays, since without it nobody may delete the rest
 */
export async function takeAway(browser: Browser, account: Pick<Account, 'userId'>): Promise<void> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await signIn(page, account);
    await page.goto('/projects');
    await deleteEverything(page);
  } finally {
    await context.close();
  }
  // Another run may have taken it away at the same time.
  await clerkClient()
    .users.deleteUser(account.userId)
    .catch((error: { status?: number }) => {
      if (error.status !== 404) throw error;
    });
}
