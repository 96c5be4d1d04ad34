import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';

test('a person signs up by the forms, leaves and comes back', async ({ page }) => {
  const email = `form-${randomUUID()}+clerk_test@chancery.example`;
  const password = `Pw-${randomUUID()}`;
  await page.goto('/projects');
  await expect(page).toHaveURL(/sign-in/);
  await page.goto('/sign-up');
  const forward = page.getByRole('button', { name: 'Continue', exact: true });
  await expect(forward).toBeVisible();
  // White on nothing, a button is there for this test and for no person.
  await expect(forward).not.toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByLabel('Enter verification code').pressSequentially('424242');
  await expect(page).toHaveURL(/assistant/);
  await expect(page.getByLabel('Message')).toBeVisible();

  await page.reload();
  await expect(page.getByLabel('Message')).toBeVisible();
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByLabel('Email address').fill(email);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page).toHaveURL(/assistant/);
});
