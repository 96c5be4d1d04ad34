import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { fail } from './faults.ts';

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>;
const KEY_BYTES = 32;

/** What the environment tells the forms about passwords, and what is held to here. */
export const passwordLimits = { min: 8, max: 72 } as const;

/** Hashes with scrypt; the answer holds its own salt. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, KEY_BYTES);
  return `scrypt$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** Whether the password is the hashed one; a person without a password matches nothing. */
export async function checkPassword(password: string, hash: string | null): Promise<boolean> {
  const [, salt, key] = hash?.split('$') ?? [];
  if (!salt || !key) return false;
  return timingSafeEqual(
    await derive(password, Buffer.from(salt, 'base64'), KEY_BYTES),
    Buffer.from(key, 'base64'),
  );
}

/** @throws ApiFault in Clerk's words when the length is outside the limits. */
export function assertPasswordLength(password: string, param = 'password'): void {
  if (password.length < passwordLimits.min) {
    fail(
      422,
      'form_password_length_too_short',
      `Passwords must be ${passwordLimits.min} characters or more.`,
      param,
    );
  }
  if (password.length > passwordLimits.max) {
    fail(
      422,
      'form_password_length_too_long',
      `Passwords must be ${passwordLimits.max} characters or fewer.`,
      param,
    );
  }
}
