import { expect, test } from './account.ts';
import { callApi, deleteEverything, owned } from './clean-up.ts';
import { apiUrl, storeOrigin, targetUrl } from './config.ts';
import { contractFile, randomContract } from './contract.ts';

// Also when a step has failed; the account goes with the worker that has made it.
test.afterEach(async ({ signedIn: page }) => {
  await page.goto('/projects');
  await deleteEverything(page);
});

/** Whether a deployed stage serves: each of its parts is used once, and nothing is left behind. */
test('a person takes a contract through a deployed stage and leaves nothing behind', async ({
  signedIn: page,
}) => {
  const contract = randomContract();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  await test.step('the page comes from where it should, with its security headers', async () => {
    const response = await page.goto('/projects');
    const headers = await response?.allHeaders();
    expect(new URL(page.url()).origin).toBe(new URL(targetUrl()).origin);
    expect(headers?.['content-security-policy']).toContain(apiUrl());
    expect(headers?.['x-content-type-options']).toBe('nosniff');
    await expect(page.getByRole('main')).toBeVisible();
  });

  await test.step('make a project and send a document', async () => {
    await page.getByRole('button', { name: 'New project' }).first().click();
    await page.getByRole('dialog').getByLabel('Name').fill('Smoke test');
    await page.getByRole('button', { name: 'Create project' }).click();
    await expect(page).toHaveURL(/\/projects\/[0-9a-f-]{36}/);
    const [sent] = await Promise.all([
      page.waitForResponse((answer) => answer.request().method() === 'PUT'),
      page.getByLabel('Choose files to upload').setInputFiles(await contractFile(contract)),
    ]);
    expect(sent.status()).toBe(200);
    expect(new URL(sent.url()).origin).toBe(storeOrigin() ?? new URL(sent.url()).origin);
    const row = page.getByRole('row', { name: new RegExp(contract.fileName) });
    await expect(row).toContainText('Ready', { timeout: 30_000 });
  });
  const projectUrl = page.url();
  const [documentId = ''] = await owned(page, 'documents');
  expect(documentId).not.toBe('');

  await test.step('ask, and see the place that the answer quotes', async () => {
    await page.getByRole('link', { name: 'Ask about this project' }).first().click();
    await page.getByLabel('Message').fill('What is the rent?');
    await page.getByRole('button', { name: 'Send' }).click();
    const answer = page.getByRole('article', { name: 'Answer' }).last();
    await expect(answer).toContainText(contract.rent.replace('GBP ', ''), { timeout: 30_000 });
    await answer.getByRole('button', { name: /^Citation 1/ }).click();
    await expect(page.getByTestId('citation-box').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send' })).toBeVisible({ timeout: 30_000 });
  });

  await test.step('delete the project, and with it all that was in it', async () => {
    await page.goto(projectUrl);
    await page.getByRole('button', { name: 'Project actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete project' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Smoke test');
    await dialog.getByRole('button', { name: 'Delete project' }).click();
    await expect(page).toHaveURL(/\/projects$/);
    await expect.poll(() => owned(page, 'projects')).toEqual([]);
    expect((await callApi(page, 'GET', `/documents/${documentId}`)).status).toBe(404);
  });
  expect(faults).toEqual([]);
});
