import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasTooManyHeaders, headersOfEdge, originOf, routesOf } from './routes.ts';

const assets = mkdtempSync(join(tmpdir(), 'chancery-assets-'));
afterAll(() => rmSync(assets, { recursive: true }));
const files = [
  ...['BUILD_ID', 'a b.txt', '_next/listed.js', '_next/static/chunks/a.js'],
  ...['.well-known/security.txt', 'help.html', 'pictures/deep/a.png'],
];
for (const file of files) {
  mkdirSync(dirname(join(assets, file)), { recursive: true });
  writeFileSync(join(assets, file), '');
}

describe('the origin of a path', () => {
  it.each([
    ['/BUILD_ID', '/BUILD_ID'],
    ['/a%20b.txt', '/a%20b.txt'],
    ['/_next/listed.js', '/_next/listed.js'],
    ['/_next/static/chunks/a.js', '/_next/static/chunks/a.js'],
    ['/_next/static/of-another-build.js', '/_next/static/of-another-build.js'],
    ['/_next/static', '/_next/static/index.html'],
    ['/_next/static/', '/_next/static/index.html'],
    ['/_next/staticky.js', '/_next/staticky.js'],
    ['/.well-known/security.txt', '/.well-known/security.txt'],
    ['/help', '/help.html'],
    ['/pictures/deep/none.png', '/pictures/deep/none.png'],
  ])('%s is the object %s', (path, object) => {
    expect(originOf(path, routesOf(assets))).toEqual({ from: 'bucket', path: object });
  });

  it.each([
    ['/', 'server'],
    ['/BUILD_ID/x', 'server'],
    ['/_next/x', 'server'],
    ['/_next/data/x.json', 'server'],
    ['/_next/%E0%A4%A.js', 'server'],
    ['/.well-known/none', 'server'],
    ['/x/_next/static/a.js', 'server'],
    ['/_next/image', 'image'],
    ['/_next/images/x.png', 'image'],
  ])('%s is the function %s', (path, from) => {
    expect(originOf(path, routesOf(assets))).toEqual({ from });
  });
});

describe('the headers of a request', () => {
  it('are too many beyond 9,728 bytes, cookies and separators counted', () => {
    const full = { host: 'x'.repeat(9_728 - 8 - 10 - 100), cookie: 'c'.repeat(100) };
    expect(hasTooManyHeaders(full)).toBe(false);
    expect(hasTooManyHeaders({ ...full, cookie: `${full.cookie}c` })).toBe(true);
  });

  it('are given a key of what decides which page is kept, for pictures of what kinds are taken', () => {
    const keyOf = (path: string, headers: Record<string, string>): string | undefined =>
      headersOfEdge(path, headers)['x-open-next-cache-key'];
    expect(keyOf('/', { accept: 'a' })).toBe(keyOf('/projects', { accept: 'b' }));
    expect(keyOf('/', { rsc: '1' })).not.toBe(keyOf('/', {}));
    expect(keyOf('/', { cookie: 'a=1; __prerender_bypass=x' })).not.toBe(keyOf('/', { cookie: 'a=1' }));
    expect(keyOf('/_next/image', { accept: 'a' })).not.toBe(keyOf('/_next/image', { accept: 'b' }));
  });
});
