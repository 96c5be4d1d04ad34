import { clerkClient, expect, signIn, test } from './account.ts';
import { owned } from './clean-up.ts';
import { knownApiUrl } from './config.ts';
import { takeAway } from './left-behind.ts';
import { newAddress } from './test-address.ts';

test('what a run has left behind that was broken off is taken away, and its account with it', async ({
  browser,
  account,
  page,
}) => {
  test.skip(!knownApiUrl(), 'the target did not say where its API is: API_URL');
  const { users } = clerkClient();
  const left = await users.createUser({ emailAddress: [newAddress()], password: account.password });
  await signIn(page, { userId: left.id });
  await page.goto('/projects');
  await page.getByRole('button', { name: 'New project' }).first().click();
  await page.getByRole('dialog').getByLabel('Name').fill('Broken off');
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page).toHaveURL(/\/projects\/[0-9a-f-]{36}/);
  expect(await owned(page, 'projects')).toHaveLength(1);

  await takeAway(browser, { userId: left.id });
  await expect(users.getUser(left.id)).rejects.toMatchObject({ status: 404 });
});
