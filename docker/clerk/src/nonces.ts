import { newId } from './store/records.ts';

const LIFE_MS = 60_000;

/**
 * Cookie directives on their way from a handshake to the middleware that fetches them, once. They live in
 * memory: after a restart in between, the middleware simply asks for another handshake.
 */
export interface Nonces {
  put(directives: string[]): string;
  /** @returns undefined for a nonce that is unknown, used or older than a minute. */
  take(nonce: string): string[] | undefined;
}

export function createNonces(): Nonces {
  const waiting = new Map<string, { directives: string[]; expireAt: number }>();
  return {
    put: (directives) => {
      for (const [nonce, entry] of waiting) if (entry.expireAt < Date.now()) waiting.delete(nonce);
      const nonce = newId('hsn');
      waiting.set(nonce, { directives, expireAt: Date.now() + LIFE_MS });
      return nonce;
    },
    take: (nonce) => {
      const entry = waiting.get(nonce);
      waiting.delete(nonce);
      return entry && entry.expireAt >= Date.now() ? entry.directives : undefined;
    },
  };
}
