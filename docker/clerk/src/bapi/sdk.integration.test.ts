import { createClerkClient, verifyToken } from '@clerk/backend';
import { SignJWT, decodeJwt, decodeProtectedHeader } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClerkServer } from '../server.ts';
import { createSession } from '../testing.ts';
import { TestBrowser } from '../testing-support/browser.ts';
import { secretKey, startForTest, webOrigin } from '../testing-support/server.ts';

let server: ClerkServer & AsyncDisposable;
let clerk: ReturnType<typeof createClerkClient>;
beforeAll(async () => {
  server = await startForTest();
  const { url: apiUrl, publishableKey } = server;
  clerk = createClerkClient({ secretKey, apiUrl, publishableKey, telemetry: { disabled: true } });
});
afterAll(() => server[Symbol.asyncDispose]());

const person = (email: string) => ({ url: server.url, secretKey, email });

describe('people through the unmodified SDK', () => {
  it('makes, reads, finds, counts, changes and deletes', async () => {
    const made = await clerk.users.createUser({
      emailAddress: ['Cleo@example.com'],
      password: 'correct-horse-1',
      firstName: 'Cleo',
      privateMetadata: { matter: 7 },
    });
    const read = await clerk.users.getUser(made.id);
    expect(read.primaryEmailAddress?.emailAddress).toBe('cleo@example.com');
    expect(read.privateMetadata).toEqual({ matter: 7 });
    await clerk.users.createUser({ emailAddress: ['dan@example.com'] });
    const found = await clerk.users.getUserList({ emailAddress: ['cleo@example.com'] });
    expect([found.totalCount, found.data.map((user) => user.id)]).toEqual([1, [made.id]]);
    expect((await clerk.users.getUserList({ userId: [made.id], query: 'nobody' })).data).toEqual([]);
    expect(await clerk.users.getCount()).toBeGreaterThanOrEqual(2);
    const changed = await clerk.users.updateUser(made.id, { lastName: 'Moss' });
    expect([changed.firstName, changed.lastName]).toEqual(['Cleo', 'Moss']);
    await clerk.users.updateUserMetadata(made.id, { privateMetadata: { matter: null, seat: 'A' } });
    expect((await clerk.users.getUser(made.id)).privateMetadata).toEqual({ seat: 'A' });
    await clerk.users.deleteUser(made.id);
    await expect(clerk.users.getUser(made.id)).rejects.toMatchObject({ status: 404 });
  });

  it('refuses a taken address in the typed error', async () => {
    await clerk.users.createUser({ emailAddress: ['eve@example.com'] });
    await expect(clerk.users.createUser({ emailAddress: ['EVE@example.com'] })).rejects.toMatchObject({
      status: 422,
      errors: [{ code: 'form_identifier_exists' }],
    });
  });

  it('locks a banned person out', async () => {
    const { id } = await clerk.users.createUser({
      emailAddress: ['fay@example.com'],
      password: 'correct-horse-1',
    });
    const browser = new TestBrowser(server.url);
    await browser.signIn('fay@example.com', 'correct-horse-1');
    await clerk.users.banUser(id);
    expect((await browser.call('GET', '/v1/client')).response).toMatchObject({ sessions: [] });
    const refused = await browser.signIn('fay@example.com', 'correct-horse-1');
    expect(refused.errors?.[0]?.code).toBe('user_banned');
    await clerk.users.unbanUser(id);
    expect((await browser.signIn('fay@example.com', 'correct-horse-1')).status).toBe(200);
  });

  it('signs in by a ticket, once', async () => {
    const { id: userId } = await clerk.users.createUser({ emailAddress: ['gus@example.com'] });
    const { token: ticket } = await clerk.signInTokens.createSignInToken({ userId, expiresInSeconds: 60 });
    const form = { strategy: 'ticket', ticket };
    const first = await new TestBrowser(server.url).call('POST', '/v1/client/sign_ins', form);
    expect(first.client?.sessions[0]?.user.id).toBe(userId);
    const again = await new TestBrowser(server.url).call('POST', '/v1/client/sign_ins', form);
    expect(again.errors?.[0]?.code).toBe('ticket_invalid');
  });

  it('opens a session and gives tokens of the length asked for', async () => {
    const { id: userId } = await clerk.users.createUser({ emailAddress: ['kim@example.com'] });
    const session = await clerk.sessions.createSession({ userId });
    const { jwt } = await clerk.sessions.getToken(session.id, undefined, 30);
    const { iat = 0, exp = 0, sub } = decodeJwt(jwt);
    expect([sub, exp - iat]).toEqual([userId, 30]);
  });

  it('lists, reads and revokes sessions, and gives testing tokens', async () => {
    const { userId, sessionId } = await createSession(person('hal@example.com'));
    expect((await clerk.sessions.getSession(sessionId)).userId).toBe(userId);
    await clerk.sessions.revokeSession(sessionId);
    const listed = await clerk.sessions.getSessionList({ userId, status: 'revoked' });
    expect(listed.data.map((session) => session.id)).toEqual([sessionId]);
    expect((await clerk.testingTokens.createTestingToken()).token).toMatch(/^testing_/);
  });
});

describe('session tokens', () => {
  const byKey = (token: string) =>
    verifyToken(token, { jwtKey: server.jwtKey, authorizedParties: [webOrigin] });
  const byJwks = (token: string) =>
    verifyToken(token, {
      secretKey,
      apiUrl: server.url,
      skipJwksCache: true,
      authorizedParties: [webOrigin],
    });

  it('are accepted by the PEM key, by JWKS and by authenticateRequest', async () => {
    const session = await createSession(person('ida@example.com'));
    const token = await session.token();
    for (const verify of [byKey, byJwks]) {
      expect(await verify(token)).toMatchObject({ sub: session.userId, azp: webOrigin });
    }
    const request = new Request('http://api.localhost/', { headers: { authorization: `Bearer ${token}` } });
    const state = await clerk.authenticateRequest(request, { authorizedParties: [webOrigin] });
    expect(state.toAuth()?.userId).toBe(session.userId);
    const pem = await (await fetch(`${server.url}/__local/jwt-key`)).text();
    expect(pem).toBe(server.jwtKey);
  });

  it('are refused when expired, for another party, tampered with, or signed by others', async () => {
    const session = await createSession(person('jon@example.com'));
    const token = await session.token();
    const [header = '', claims = ''] = token.split('.');
    const foreignKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const { kid = '' } = decodeProtectedHeader(token);
    const sign = (id: string) =>
      new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'RS256', kid: id }).sign(foreignKey);
    const otherClaims = { ...decodeJwt(token), sub: 'user_other' };
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const elsewhere = await createSession({ ...person('jon@example.com'), azp: 'https://evil.example' });
    const bad = {
      expired: await session.token(-60),
      'another party': await elsewhere.token(),
      tampered: `${header}.${encode(otherClaims)}.${token.split('.')[2]}`,
      'foreign key, same id': await sign(kid),
      'foreign key, other id': await sign('ins_other'),
      'no algorithm': `${encode({ alg: 'none', typ: 'JWT', kid })}.${claims}.`,
    };
    for (const [name, wrong] of Object.entries(bad)) {
      await expect(byKey(wrong), name).rejects.toThrow();
      await expect(byJwks(wrong), name).rejects.toThrow();
    }
  });
});
