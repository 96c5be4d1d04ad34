import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What a signature is bound to: a day, a region and a service. */
export interface Scope {
  date: string;
  region: string;
  service: string;
}

/** SHA-256 of nothing, in hexadecimal. */
export const EMPTY_SHA256 = sha256Hex('');

/** SHA-256 in hexadecimal. */
export function sha256Hex(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** HMAC-SHA256. */
export function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data, 'utf8').digest();
}

/** The key that signs within a scope. */
export function signingKey(secret: string, scope: Scope): Buffer {
  const day = hmac(`AWS4${secret}`, scope.date);
  return hmac(hmac(hmac(day, scope.region), scope.service), 'aws4_request');
}

/** `date/region/service/aws4_request`. */
export function scopeText(scope: Scope): string {
  return `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
}

/** Compares two signatures without telling by its duration where they part. */
export function sameSignature(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
