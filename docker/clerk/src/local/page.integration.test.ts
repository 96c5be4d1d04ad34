import { expect, it } from 'vitest';
import { startForTest, webOrigin } from '../testing-support/server.ts';

const seeds = [{ email: 'ann@example.com', password: 'correct-horse-1', firstName: '<i>Ann' }];

async function openPage(url: string) {
  const response = await fetch(`${url}/__local/`);
  const text = await response.text();
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { response, text, cookie, csrf: /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '' };
}

function send(url: string, path: string, form: Record<string, string>, headers: Record<string, string>) {
  return fetch(url + path, { method: 'POST', headers, body: new URLSearchParams(form), redirect: 'manual' });
}

it('lists people, escaped, under a strict policy', async () => {
  await using server = await startForTest({ seeds, webUrl: 'http://127.0.0.1:3999' });
  const { response, text } = await openPage(server.url);
  expect(response.headers.get('content-security-policy')).toMatch(
    /default-src 'none'.*form-action 'self' http/,
  );
  expect(text).toContain('&lt;i&gt;Ann');
  expect(text).not.toContain('<i>Ann');
  expect(text).not.toMatch(/src=|href=/);
});

it('opens under the host name of the web application', async () => {
  await using server = await startForTest({ seeds });
  const response = await fetch(`${server.url}/__local/`, { redirect: 'manual' });
  expect(response.headers.get('location')).toBe(`${server.url.replace('127.0.0.1', 'localhost')}/__local/`);
});

it('sends the browser to the sign-in form with a ticket that works', async () => {
  await using server = await startForTest({ seeds, webUrl: 'http://127.0.0.1:3999' });
  const { text, cookie, csrf } = await openPage(server.url);
  const user = /name="user" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const response = await send(
    server.url,
    '/__local/sign-in-as',
    { user, csrf },
    { cookie, origin: server.url },
  );
  const location = new URL(response.headers.get('location') ?? '');
  expect(location.origin + location.pathname).toBe('http://127.0.0.1:3999/sign-in');
  const ticket = location.searchParams.get('__clerk_ticket') ?? '';
  const signedIn = await send(server.url, '/v1/client/sign_ins', { strategy: 'ticket', ticket }, {});
  expect(await signedIn.json()).toMatchObject({ client: { sessions: [{ user: { id: user } }] } });
});

it('adds a person, and says why not', async () => {
  await using server = await startForTest({ seeds, webUrl: 'http://127.0.0.1:3999' });
  const { cookie, csrf } = await openPage(server.url);
  const add = async (email: string) => {
    const form = { csrf, email, password: 'correct-horse-1' };
    const response = await send(server.url, '/__local/people', form, { cookie, origin: server.url });
    return { status: response.status, text: await response.text() };
  };
  expect(await add('ann@example.com')).toMatchObject({
    status: 422,
    text: expect.stringContaining('is taken'),
  });
  expect(await add('ben@example.com')).toMatchObject({
    status: 200,
    text: expect.stringContaining('was added'),
  });
});

it('refuses forms that its own page did not send', async () => {
  await using server = await startForTest({ seeds, webUrl: 'http://127.0.0.1:3999' });
  const { cookie, csrf } = await openPage(server.url);
  const form = { email: 'x@example.com', password: 'correct-horse-1' };
  const origin = server.url;
  const attempts = [
    send(server.url, '/__local/people', { ...form, csrf }, { cookie }),
    send(server.url, '/__local/people', { ...form, csrf }, { origin }),
    send(server.url, '/__local/people', { ...form, csrf: 'guess' }, { cookie, origin }),
    send(server.url, '/__local/people', { ...form, csrf }, { cookie, origin: webOrigin }),
  ];
  expect((await Promise.all(attempts)).map((response) => response.status)).toEqual([403, 403, 403, 400]);
});
