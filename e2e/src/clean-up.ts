import type { Page } from '@playwright/test';
import { apiUrl } from './config.ts';

/** What a person can own; a project takes its documents, chats and reviews with it. */
const collections = ['projects', 'documents', 'chats', 'reviews', 'workflows'] as const;
export type Collection = (typeof collections)[number];

interface Answer {
  status: number;
  body: unknown;
}

/** Calls the API as the page's own person. It goes by the browser, which alone may know where its name leads. */
export async function callApi(page: Page, method: string, path: string): Promise<Answer> {
  await page.waitForFunction(() => (window as unknown as { Clerk?: { session?: object } }).Clerk?.session);
  return page.evaluate(
    async ([url, verb]) => {
      const { Clerk } = window as unknown as { Clerk: { session: { getToken(): Promise<string> } } };
      const authorization = `Bearer ${await Clerk.session.getToken()}`;
      const response = await fetch(url ?? '', { method: verb, headers: { authorization } });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
    },
    [new URL(path, apiUrl()).toString(), method] as const,
  );
}

/** The ids of everything of one kind that the person has; what belongs to nobody is left out. */
export async function owned(page: Page, collection: Collection): Promise<string[]> {
  const { status, body } = await callApi(page, 'GET', `/${collection}?limit=200`);
  if (status !== 200) throw new Error(`GET /${collection} answered ${status}`);
  const { items } = body as { items: { id: string }[] };
  return items.map(({ id }) => id).filter((id) => !id.startsWith('builtin-'));
}

/**
 * Deletes everything that the person of the page has in the product.
 *
 * @throws when something is still there
 */
export async function deleteEverything(page: Page): Promise<void> {
  for (const collection of collections) {
    for (const id of await owned(page, collection)) {
      const { status } = await callApi(page, 'DELETE', `/${collection}/${id}`);
      if (status !== 204 && status !== 404) throw new Error(`DELETE /${collection}/${id} answered ${status}`);
    }
  }
  for (const collection of collections) {
    const left = await owned(page, collection);
    if (left.length > 0) throw new Error(`${collection} are left: ${left.join(', ')}`);
  }
}
