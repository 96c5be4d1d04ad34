import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './account.ts';

const pages = [
  ['/assistant', 'Assistant'],
  ['/projects', 'Projects'],
  ['/reviews', 'Reviews'],
  ['/workflows', 'Workflows'],
  ['/account', 'Account'],
] as const;

for (const [path, name] of pages) {
  test(`${name} is served, is accessible and fails nothing`, async ({ signedIn: page }) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('response', (response) => {
      if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(path);
    await expect(page.getByRole('main')).toBeVisible();
    await expect(page.getByRole('main').getByRole('status', { name: /^Loading/ })).toHaveCount(0);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`),
    ).toEqual([]);
    expect(faults).toEqual([]);
  });
}
