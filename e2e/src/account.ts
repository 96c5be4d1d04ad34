import { randomUUID } from 'node:crypto';
import { createClerkClient, type ClerkClient } from '@clerk/backend';
import { clerk, clerkSetup, setupClerkTestingToken } from '@clerk/testing/playwright';
import { test as base, type Page } from '@playwright/test';
import { clerkKeys } from './config.ts';
import { newAddress } from './test-address.ts';

export interface Account {
  email: string;
  password: string;
  userId: string;
}

/** Speaks to the Clerk instance of the target. */
export const clerkClient = (): ClerkClient => {
  const { secretKey, publishableKey, apiUrl } = clerkKeys();
  return createClerkClient({
    secretKey,
    publishableKey,
    telemetry: { disabled: true },
    ...(apiUrl ? { apiUrl } : {}),
  });
};

/** Signs the person in without the forms, as Clerk's testing package does it. */
export async function signIn(page: Page, account: Pick<Account, 'userId'>): Promise<void> {
  const ticket = await clerkClient().signInTokens.createSignInToken({
    userId: account.userId,
    expiresInSeconds: 60,
  });
  await setupClerkTestingToken({ page });
  await page.goto('/sign-in');
  await clerk.signIn({ page, signInParams: { strategy: 'ticket', ticket: ticket.token } });
}

/** Each worker has an account of its own, removed when it ends. */
export const test = base.extend<{ signedIn: Page }, { account: Account }>({
  account: [
    async ({}, use) => {
      const { publishableKey, secretKey } = clerkKeys();
      await clerkSetup({ publishableKey, secretKey, dotenv: false });
      const email = newAddress();
      const password = `Pw-${randomUUID()}`;
      const user = await clerkClient().users.createUser({
        emailAddress: [email],
        password,
        firstName: 'Edith',
        lastName: 'Quill',
      });
      await use({ email, password, userId: user.id });
      await clerkClient().users.deleteUser(user.id);
      const left = await clerkClient().users.getUserList({ emailAddress: [email] });
      if (left.totalCount > 0) throw new Error(`the account ${email} is still there`);
    },
    { scope: 'worker' },
  ],
  signedIn: async ({ page, account }, use) => {
    await signIn(page, account);
    await use(page);
  },
});

export { expect } from '@playwright/test';
