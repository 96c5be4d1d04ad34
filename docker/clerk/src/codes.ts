import { randomInt } from 'node:crypto';
import { fail } from './faults.ts';
import type { Instance } from './instance.ts';
import type { Letter, PendingCode } from './store/records.ts';

const CODE_LIFE_MS = 10 * 60_000;
const MAX_ATTEMPTS = 10;

/**
 * Makes a code and puts it where a developer finds it: the people page and one line of output. As at Clerk,
 * an address with `+clerk_test` always gets 424242.
 */
export function sendCode(instance: Instance, to: string, purpose: Letter['purpose']): PendingCode {
  const code = /\+clerk_test/i.test(to) ? '424242' : String(randomInt(0, 1_000_000)).padStart(6, '0');
  instance.store.post({ to, code, purpose, at: Date.now() });
  instance.announce(`${purpose} code for ${to}: ${code}`);
  return { code, expireAt: Date.now() + CODE_LIFE_MS, attempts: 0 };
}

/** @throws ApiFault in Clerk's words unless the code is the pending one, in time. */
export function checkCode(pending: PendingCode | null, code: string | undefined): void {
  if (!pending) fail(400, 'verification_missing', 'No code has been sent yet.');
  if (pending.expireAt < Date.now()) fail(422, 'verification_expired', 'This code has expired.', 'code');
  pending.attempts += 1;
  if (pending.attempts > MAX_ATTEMPTS) {
    fail(422, 'too_many_attempts', 'Too many attempts. Ask for a new code.', 'code');
  }
  if (pending.code !== code) fail(422, 'form_code_incorrect', 'Incorrect code', 'code');
}
