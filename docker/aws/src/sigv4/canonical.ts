import type { IncomingMessage } from 'node:http';
import { pathOf, queryOf, uriEncode } from './encoding.ts';

/** How a service forms the canonical request: S3 encodes the path once, every other service twice. */
export type PathEncoding = 'once' | 'twice';

/** The canonical request of Signature Version 4, from the request as it arrived. */
export function canonicalRequest(
  request: IncomingMessage,
  signedHeaders: readonly string[],
  payloadHash: string,
  encoding: PathEncoding,
): string {
  const headers = signedHeaders.map((name) => `${name}:${headerValue(request, name)}\n`).join('');
  return [
    request.method,
    canonicalPath(pathOf(request.url ?? '/'), encoding),
    canonicalQuery(request.url ?? '/'),
    headers,
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

function canonicalPath(path: string, encoding: PathEncoding): string {
  // Decoded first, so that clients that leave "(" or "!" bare agree with those that do not.
  const once = path.split('/').map((segment) => uriEncode(decodeURIComponent(segment)));
  return (encoding === 'once' ? once : once.map(uriEncode)).join('/');
}

function canonicalQuery(target: string): string {
  return queryOf(target)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map((pair) => pair.join('='))
    .join('&');
}

function headerValue(request: IncomingMessage, name: string): string {
  const value = request.headers[name] ?? '';
  return (Array.isArray(value) ? value.join(',') : value).trim().replace(/\s+/g, ' ');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
