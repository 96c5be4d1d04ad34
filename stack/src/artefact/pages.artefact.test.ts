import { beforeAll, describe, expect, it } from 'vitest';
import { places, siteUnderTest } from './testing/site.ts';
import { opening, Visitor } from './testing/visitor.ts';

const under = siteUnderTest();
const get = (path: string, init?: RequestInit): Promise<Response> =>
  fetch(`${under.origin}${path}`, { redirect: 'manual', ...init });

/** The address of everything that a page loads from the site itself. */
function assetsOf(html: string): string[] {
  const named = html.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+)"/g);
  return [...new Set([...named].map(([, path = '']) => path))];
}

describe('a page', () => {
  it('carries the settings that the function was given and that no build knows', async () => {
    const response = await get('/sign-in');
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain('</html>');
    expect(html).toContain(places.api);
    expect(html).toContain(under.clerk.publishableKey);
  });

  it('has the security headers, with a nonce of its own that its scripts carry', async () => {
    const [first, second] = [await get('/sign-in'), await get('/sign-in')];
    const policy = first.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`connect-src 'self' ${places.api} ${places.store}`);
    expect(policy).not.toContain(" 'unsafe-eval'");
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
    expect(first.headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
    expect(first.headers.get('permissions-policy')).toContain('camera=()');
    expect(first.headers.get('x-powered-by')).toBeNull();
    const scripts = [...(await first.text()).matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    expect(second.headers.get('content-security-policy')).not.toContain(nonce);
  });

  it.each(['/sign-in', '/sign-up', '/projects', '/nothing-here.js'])(
    '%s is kept by no cache that others share',
    async (path) => {
      const kept = (await get(path)).headers.get('cache-control') ?? '';
      // Without a word on it the distribution keeps an answer for no time at all.
      expect(kept === '' || /private|no-store/.test(kept)).toBe(true);
      expect(kept).not.toMatch(/public|s-maxage/);
    },
  );

  it.each(['br', 'gzip', 'identity'])('comes whole as %s', async (encoding) => {
    const response = await get('/sign-in', { headers: { 'accept-encoding': encoding } });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(await response.text()).toMatch(/<\/html>\s*$/);
  });

  it('has a head alone where only that is asked for', async () => {
    const response = await get('/healthz', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

describe('static files', () => {
  it('are in the bucket, each that a page names, and may be kept for ever', async () => {
    const assets = assetsOf(await (await get('/sign-in')).text());
    expect(assets.length).toBeGreaterThan(5);
    const before = under.site.server.coldStarts.length;
    for (const path of assets) {
      const response = await get(path);
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get('cache-control')).toBe('public,max-age=31536000,immutable');
      expect(response.headers.get('content-type')).toMatch(/^(text\/(javascript|css)|font\/woff2)/);
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
    }
    expect(under.site.server.coldStarts.length).toBe(before);
  });

  it('that are not there are refused, and no page is made of it', async () => {
    const response = await get('/_next/static/chunks/of-another-build.js');
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain('<html');
  });

  it('are no matter of the function, however much a browser sends with what it asks', async () => {
    const [path = ''] = assetsOf(await (await get('/sign-in')).text());
    expect((await get(path, { headers: { 'x-long': 'v'.repeat(10_000) } })).status).toBe(200);
  });

  it('that were rendered when the site was built come from the cache in the bucket', async () => {
    const response = await get('/icon.svg');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(response.headers.get('x-nextjs-cache')).toBe('HIT');
    expect(await response.text()).toContain('<svg');
  });
});

describe('redirects', () => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = new Visitor(under.origin);
    await visitor.open('/sign-in');
  });
  const toSignIn = (path: string): string =>
    `${under.origin}/sign-in?redirect_url=${encodeURIComponent(`${under.origin}${path}`)}`;

  it.each(['/', '/projects', '/assistant?project=1', '/nothing-here'])(
    'lead a stranger from %s to the sign-in',
    async (path) => {
      const response = await visitor.request(path, { headers: opening });
      expect([response.status, response.headers.get('location')]).toEqual([307, toSignIn(path)]);
    },
  );

  it.each([
    ['x-forwarded-host', 'evil.example'],
    ['x-forwarded-proto', 'ftp'],
    ['x-forwarded-port', '666'],
    ['forwarded', 'host=evil.example;proto=https'],
    ['x-original-host', 'evil.example'],
  ])('go to the host that was asked, whatever %s claims', async (name, value) => {
    const response = await visitor.request('/projects', { headers: { ...opening, [name]: value } });
    expect(response.headers.get('location')).toBe(toSignIn('/projects'));
  });

  it('drop a slash at the end', async () => {
    const response = await get('/sign-in/');
    expect([response.status, response.headers.get('location')]).toEqual([308, '/sign-in']);
  });

  it('are no way in: what is not asked as a page gets none', async () => {
    for (const path of ['/projects', '/assistant']) {
      const response = await get(path, { headers: { 'sec-fetch-dest': 'empty', 'next-action': 'x' } });
      expect([307, 401, 404]).toContain(response.status);
      expect(await response.text()).not.toContain('Main navigation');
    }
  });
});

describe('the functions', () => {
  it('answer 404 with a page', async () => {
    const response = await get('/nothing-here.js');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('Not found');
  });

  it('are asked for what is below /_next and in no folder of files', async () => {
    const response = await get('/_next/nothing-here.js');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  it('are not asked with more headers than the edge lets through', async () => {
    const asked = (bytes: number): Promise<Response> =>
      get('/healthz', { headers: { cookie: `a=${'v'.repeat(bytes)}` } });
    expect((await asked(9_000)).status).toBe(200);
    const refused = await asked(9_700);
    expect([refused.status, refused.headers.get('cache-control')]).toEqual([431, 'no-store']);
    expect(await refused.text()).toContain('Request headers are too large');
  });

  it('are not asked with more than the distribution sends on', async () => {
    const body = Buffer.alloc(1024 * 1024 + 1);
    expect((await get('/__clerk/v1/client', { method: 'POST', body })).status).toBe(413);
  });

  it('run several at once, each in a process of its own', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => get('/sign-in')));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));
    expect(under.site.server.coldStarts.length).toBeGreaterThan(1);
  });

  it('have the secret from where it is kept, and nothing asked of AWS that is not expected', () => {
    const { calls, unknown } = under.site.services;
    expect(calls.filter(({ name }) => name === 'secretsmanager.GetSecretValue').length).toBe(
      under.site.server.coldStarts.length,
    );
    expect(unknown).toEqual([]);
  });

  it('print no error and no secret', () => {
    const printed = under.site.server.log.join('\n');
    expect(printed).not.toContain(under.clerk.secretKey);
    expect(printed).not.toMatch(/error/i);
  });
});
