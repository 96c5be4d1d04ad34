import { randomUUID } from 'node:crypto';

/** Begins the address of every account that a run makes for itself. */
export const ADDRESS_PREFIX = 'e2e-';
/** No run takes so long: what is older belongs to one that was broken off. */
const LONGEST_RUN_MS = 60 * 60 * 1000;

/** An address for one run; with `+clerk_test` Clerk sends it no mail. */
export const newAddress = (): string => `${ADDRESS_PREFIX}${randomUUID()}+clerk_test@chancery.example`;

/**
 * Whether an account is one of a run that ended before it could take it away.
 *
 * @param createdAt in milliseconds, like `now`
 */
export function isLeftBehind(address: string, createdAt: number, now: number): boolean {
  const ofARun = /^e2e-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\+clerk_test@chancery\.example$/;
  return ofARun.test(address) && now - createdAt > LONGEST_RUN_MS;
}
