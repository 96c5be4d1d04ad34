const LIMIT_MS = 5_000;

/** A request that gives up after five seconds. */
export function request(url: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { signal: AbortSignal.timeout(LIMIT_MS), redirect: 'manual', ...init });
}

/**
 * Asks for a page and checks its status.
 *
 * @throws with the status and the first words of the answer
 */
export async function expectAnswer(url: string, status: number, init: RequestInit = {}): Promise<void> {
  const response = await request(url, init);
  const text = await response.text();
  if (response.status !== status) {
    throw new Error(`${url} answered ${response.status} instead of ${status}: ${text.slice(0, 200)}`);
  }
}
