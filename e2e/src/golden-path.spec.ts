import { readFile } from 'node:fs/promises';
import { unzipSync, strFromU8 } from 'fflate';
import { expect, test } from './account.ts';
import { inboxUrl, storeOrigin, targetUrl } from './config.ts';
import { contractFile, randomContract } from './contract.ts';

test.describe.configure({ mode: 'serial' });

/** Of the review that the first test runs; the second follows its mail. */
let reviewUrl = '';

/** Files go between the browser and the store, past our own servers. */
function expectFromStore(url: string): void {
  const { origin } = new URL(url);
  const known = storeOrigin();
  if (known) expect(origin).toBe(known);
  else expect(origin).not.toBe(new URL(targetUrl()).origin);
}

test('a lawyer takes a contract of her own through the product', async ({ signedIn: page }) => {
  test.setTimeout(300_000);
  const contract = randomContract();

  await test.step('create a project', async () => {
    await page.goto('/projects');
    await page.getByRole('button', { name: 'New project' }).first().click();
    await page.getByRole('dialog').getByLabel('Name').fill('Fenwick lease');
    await page.getByRole('button', { name: 'Create project' }).click();
    await expect(page).toHaveURL(/\/projects\/[0-9a-f-]{36}/);
  });

  await test.step('upload a DOCX', async () => {
    const file = await contractFile(contract);
    const [sent] = await Promise.all([
      page.waitForResponse((answer) => answer.request().method() === 'PUT'),
      page.getByLabel('Choose files to upload').setInputFiles(file),
    ]);
    expect(sent.status()).toBe(200);
    expectFromStore(sent.url());
    const row = page.getByRole('row', { name: new RegExp(contract.fileName) });
    await expect(row).toContainText('Ready', { timeout: 30_000 });
  });

  const ask = async (question: string) => {
    await page.getByLabel('Message').fill(question);
    await page.getByRole('button', { name: 'Send' }).click();
  };
  const answers = page.getByRole('article', { name: 'Answer' });

  await test.step('chat with citations', async () => {
    await page
      .getByRole('link', { name: 'Ask about this project' })
      .or(page.getByRole('button', { name: 'Ask about this project' }))
      .first()
      .click();
    await ask('What is the rent?');
    await expect(answers.last()).toContainText(contract.rent.replace('GBP ', ''), { timeout: 30_000 });
    const citation = answers.last().getByRole('button', { name: /^Citation 1/ });
    await citation.click();
    await expect(page).toHaveURL(/doc=/);
    await expect(page.getByTestId('citation-box').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send' })).toBeVisible();
  });

  await test.step('a question the contract does not answer is answered so', async () => {
    await ask('Which pension contributions must the employer make?');
    await expect(answers.last()).toContainText(/do(es)? not/, { timeout: 30_000 });
    await expect(page.getByRole('button', { name: 'Send' })).toBeVisible();
    await expect(answers.last().getByRole('button', { name: /^Citation/ })).toHaveCount(0);
  });

  await test.step('an answer that is being written survives a reload', async () => {
    await ask('Who are the parties?');
    await page.reload();
    await expect(answers.last()).toContainText(contract.tenant, { timeout: 30_000 });
    await expect(page.getByRole('button', { name: 'Send' })).toBeVisible({ timeout: 30_000 });
  });

  await test.step('download a generated DOCX', async () => {
    await ask('Draft a letter to the tenant that states the parties, the date of the lease and the rent.');
    const card = page
      .getByRole('link', { name: /^Download .*\.docx/ })
      .or(page.getByRole('button', { name: /^Download .*\.docx/ }))
      .last();
    await expect(card).toBeVisible({ timeout: 30_000 });
    const [download] = await Promise.all([page.waitForEvent('download'), card.click()]);
    expect(download.suggestedFilename()).toMatch(/\.docx$/);
    expectFromStore(download.url());
    const parts = unzipSync(new Uint8Array(await readFile(await download.path())));
    const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    const text = xml.replace(/<[^>]+>/g, ' ').replaceAll('&amp;', '&');
    for (const fact of [contract.tenant, contract.rent.replace('GBP ', '')]) expect(text).toContain(fact);
    await expect(page.getByRole('button', { name: 'Send' })).toBeVisible({ timeout: 30_000 });
  });

  await test.step('run a workflow', async () => {
    await page.getByRole('button', { name: 'Workflow', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Shareholder Agreement Summary' }).click();
    await ask('Please run this on the lease.');
    await expect(
      answers
        .last()
        .getByRole('button', { name: /^Citation/ })
        .first(),
    ).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('button', { name: 'Send' })).toBeVisible({ timeout: 60_000 });
  });

  await test.step('run a tabular review', async () => {
    await page.goto('/reviews');
    await page.getByRole('button', { name: 'New review' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('Lease terms');
    await dialog.getByLabel('Workflow').selectOption('builtin-commercial-lease-review');
    await dialog.getByRole('button', { name: 'Create review' }).click();
    await expect(page).toHaveURL(/\/reviews\/[0-9a-f-]{36}/);
    await page
      .getByRole('button', { name: /^Run \d+ cells/ })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('button', { name: /^Run/ }).click();
    await expect(page.getByText('Finished').first()).toBeVisible({ timeout: 60_000 });
    const grid = page.getByLabel('Review table');
    for (const fact of [contract.landlord, contract.tenant, contract.rent.replace('GBP ', '')]) {
      await expect(grid).toContainText(fact);
    }
    const [workbook] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('button', { name: 'Export to Excel' })
        .or(page.getByRole('link', { name: 'Export to Excel' }))
        .click(),
    ]);
    expect(workbook.suggestedFilename()).toBe('Lease terms.xlsx');
  });
  reviewUrl = page.url().replace(/[?#].*$/, '');
});

test('the mail about the finished review leads to it', async ({ signedIn: page }) => {
  const inbox = inboxUrl();
  test.skip(inbox === undefined, 'INBOX_URL is not set, so mail is not read');
  const find = async () => {
    const { messages } = (await (await fetch(`${inbox}/_aws/ses`)).json()) as {
      messages: { Body: { text_part: string } }[];
    };
    return messages.find((mail) => mail.Body.text_part.includes(reviewUrl))?.Body.text_part ?? '';
  };
  await expect.poll(find).toContain(reviewUrl);
  await page.goto(/https?:\S+\/reviews\/\S+/.exec(await find())?.[0] ?? '');
  await expect(page.getByLabel('Review table')).toContainText('GBP');
});
