import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Lifetime of a link kept in a chat, seconds; a chat read again holds a fresh one. */
const LINK_SECONDS = 3_600;

export interface DownloadLink {
  userId: string;
  versionId: string;
}

const sign = (payload: string, secret: string): Buffer =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', secret, '', 'chancery download link', 32)))
    .update(payload)
    .digest();

/** A signed link to one version for one person; it names no storage path. */
export function makeDownloadPath(link: DownloadLink, secret: string, now = Date.now()): string {
  const expires = Math.floor(now / 1000) + LINK_SECONDS;
  const payload = Buffer.from(JSON.stringify([link.userId, link.versionId, expires])).toString('base64url');
  return `/downloads/${payload}.${sign(payload, secret).toString('base64url')}`;
}

/** The link of a token; null when it was altered, made with another secret, or has expired. */
export function readDownloadToken(token: string, secret: string, now = Date.now()): DownloadLink | null {
  const [payload, signature] = token.split('.');
  if (!payload || !signature) return null;
  const given = Buffer.from(signature, 'base64url');
  const right = sign(payload, secret);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const [userId, versionId, expires] = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as [
    string,
    string,
    number,
  ];
  return expires * 1000 > now ? { userId, versionId } : null;
}
