import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { secretKey, startForTest, webOrigin } from './testing-support/server.ts';

/** fetch does not let a caller choose the Host header. */
function statusFor(url: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers, method }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject).end();
  });
}

describe('guards', () => {
  it('answers only for names of this machine', async () => {
    await using server = await startForTest({ extraHosts: ['clerk'] });
    const url = `${server.url}/__local/health`;
    const hosts = [
      'localhost:1',
      'a.localhost',
      '127.0.0.1',
      'clerk:4100',
      'evil.example',
      'localhost.evil.example',
    ];
    const statuses = await Promise.all(hosts.map((host) => statusFor(url, { host })));
    expect(statuses).toEqual([200, 200, 200, 200, 400, 400]);
  });

  it('lets only the web application call from a browser, and nobody its own pages', async () => {
    await using server = await startForTest();
    const from = (path: string, origin: string) => statusFor(server.url + path, { origin });
    expect(await from('/v1/client', webOrigin)).toBe(200);
    expect(await from('/v1/client', 'https://evil.example')).toBe(400);
    expect(await from('/__local/outbox', webOrigin)).toBe(400);
    expect(await statusFor(`${server.url}/v1/client`, { origin: 'https://evil.example' }, 'OPTIONS')).toBe(
      400,
    );
  });

  it('shows its pages to nobody through the proxy of the web application', async () => {
    await using server = await startForTest();
    const headers = { 'clerk-proxy-url': `${webOrigin}/__clerk`, 'clerk-secret-key': secretKey };
    expect(await statusFor(`${server.url}/__local/`, headers)).toBe(404);
    expect(await statusFor(`${server.url}/__local/outbox`, headers)).toBe(404);
  });

  it('asks the Backend API and the session tool for the secret key', async () => {
    await using server = await startForTest();
    for (const path of ['/v1/users', '/v1/users/count', '/v1/jwks', '/v1/sessions', '/__local/sessions']) {
      expect(await statusFor(server.url + path, {}), path).toBe(401);
      expect(await statusFor(server.url + path, { authorization: 'Bearer sk_test_other' }), path).toBe(401);
    }
  });

  it.each([
    ['/v1/users', '[]'],
    ['/v1/users', 'not json'],
    ['/v1/users', '{"email_address": 7}'],
    ['/v1/users', '{"email_address": ["a@b.co"], "first_name": {}}'],
    ['/v1/sign_in_tokens', '{"user_id": []}'],
    ['/__local/sessions', '{}'],
    ['/__local/sessions', '{"email": "a@b.co", "ttl": "x"}'],
  ])('answers %s with %s in the 400s', async (path, body) => {
    await using server = await startForTest();
    const headers = { authorization: `Bearer ${secretKey}` };
    const response = await fetch(server.url + path, { method: 'POST', headers, body });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await response.json()).toMatchObject({ errors: [{ code: expect.any(String) }] });
  });
});
