import type { IncomingMessage } from 'node:http';

const LIMIT_MS = 10_000;

/**
 * Reads a refused request to its end before it is answered: a client that still sends when the connection closes
 * learns of a broken pipe, and not of the refusal.
 *
 * @returns whether all of it came; without that the connection cannot be used again
 */
export function readRest(request: IncomingMessage): Promise<boolean> {
  if (request.complete) return Promise.resolve(true);
  // Who waits for "100 Continue" has not begun to send, and takes the refusal for the answer.
  if (request.destroyed || request.headers.expect) {
    request.resume();
    return Promise.resolve(false);
  }
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(impatience);
      resolve(request.complete);
    };
    const impatience = setTimeout(done, LIMIT_MS);
    request.once('end', done).once('close', done).once('error', done).resume();
  });
}
