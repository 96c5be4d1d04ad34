import { afterEach, describe, expect, it, vi } from 'vitest';
import { TestBrowser } from '../testing-support/browser.ts';
import { secretKey, startForTest, webOrigin } from '../testing-support/server.ts';

const email = 'ann+clerk_test@example.com';
const password = 'correct-horse-1';

afterEach(() => vi.useRealTimers());

async function outbox(url: string, to: string): Promise<{ code: string; purpose: string }[]> {
  const response = await fetch(`${url}/__local/outbox?to=${encodeURIComponent(to)}`);
  return (await response.json()) as { code: string; purpose: string }[];
}

describe('sign-up', () => {
  it('makes a person once the code is right', async () => {
    await using server = await startForTest();
    const browser = new TestBrowser(server.url);
    const to = 'Ben@Example.com';
    const started = await browser.call('POST', '/v1/client/sign_ups', { email_address: to, password });
    expect(started.response?.status).toBe('missing_requirements');
    const path = `/v1/client/sign_ups/${started.response?.id}`;
    expect(
      (await browser.call('POST', `${path}/attempt_verification`, { code: '424242' })).errors?.[0]?.code,
    ).toBe('verification_missing');
    await browser.call('POST', `${path}/prepare_verification`, { strategy: 'email_code' });
    const [letter] = await outbox(server.url, to);
    expect(letter).toMatchObject({ purpose: 'sign-up', code: expect.stringMatching(/^\d{6}$/) });
    const wrong = String((Number(letter?.code) + 1) % 1_000_000).padStart(6, '0');
    const refused = await browser.call('POST', `${path}/attempt_verification`, { code: wrong });
    expect([refused.status, refused.errors?.[0]?.code]).toEqual([422, 'form_code_incorrect']);
    const done = await browser.call('POST', `${path}/attempt_verification`, { code: letter?.code ?? '' });
    expect(done.response?.status).toBe('complete');
    expect(done.client?.sessions).toHaveLength(1);
  });

  it.each([
    [{ email_address: 'nonsense', password }, 'form_param_format_invalid', 'email_address'],
    [{ email_address: email, password: 'short' }, 'form_password_length_too_short', 'password'],
  ])('refuses %o', async (form, code, param) => {
    await using server = await startForTest();
    const answer = await new TestBrowser(server.url).call('POST', '/v1/client/sign_ups', form);
    expect([answer.status, answer.errors?.[0]?.code, answer.errors?.[0]?.meta.param_name]).toEqual([
      422,
      code,
      param,
    ]);
  });

  it('gives an address away once, even to two browsers in the middle of it', async () => {
    await using server = await startForTest();
    const browsers = [new TestBrowser(server.url), new TestBrowser(server.url)];
    const answers = await Promise.all(browsers.map((browser) => browser.signUp(email, password)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
    const late = await new TestBrowser(server.url).call('POST', '/v1/client/sign_ups', {
      email_address: email,
      password,
    });
    expect(late.errors?.[0]?.code).toBe('form_identifier_exists');
  });

  it('refuses a code after ten minutes, and after ten wrong ones', async () => {
    await using server = await startForTest();
    const browser = new TestBrowser(server.url);
    const started = await browser.call('POST', '/v1/client/sign_ups', { email_address: email, password });
    const path = `/v1/client/sign_ups/${started.response?.id}`;
    await browser.call('POST', `${path}/prepare_verification`, { strategy: 'email_code' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
    const tryCode = (code: string) => browser.call('POST', `${path}/attempt_verification`, { code });
    expect((await tryCode('424242')).errors?.[0]?.code).toBe('verification_expired');
    await browser.call('POST', `${path}/prepare_verification`, { strategy: 'email_code' });
    for (let attempt = 0; attempt < 10; attempt += 1) await tryCode('000000');
    expect((await tryCode('424242')).errors?.[0]?.code).toBe('too_many_attempts');
  });
});

describe('sign-in', () => {
  it('takes the right password, refuses a wrong one and an unknown address', async () => {
    await using server = await startForTest({ seeds: [{ email, password }] });
    const browser = new TestBrowser(server.url);
    const wrong = await browser.signIn(email, 'wrong-horse-1');
    expect([wrong.status, wrong.errors?.[0]?.code]).toEqual([422, 'form_password_incorrect']);
    expect((await browser.signIn('x@example.com', password)).errors?.[0]?.code).toBe(
      'form_identifier_not_found',
    );
    expect((await browser.signIn(email, password)).response?.status).toBe('complete');
    expect((await browser.signIn(email, password)).errors?.[0]?.code).toBe('session_exists');
  });

  it('renews tokens, signs out, and gives no token afterwards', async () => {
    await using server = await startForTest({ seeds: [{ email, password }] });
    const browser = new TestBrowser(server.url);
    const session = (await browser.signIn(email, password)).client?.sessions[0];
    const path = `/v1/client/sessions/${session?.id}/tokens`;
    expect((await browser.call('POST', path)).jwt).toMatch(/^ey/);
    expect((await new TestBrowser(server.url).call('POST', path)).status).toBe(401);
    expect((await browser.call('DELETE', '/v1/client/sessions')).client?.sessions).toEqual([]);
    expect((await browser.call('POST', path)).status).toBe(401);
  });

  it('resets a forgotten password by a code for that purpose', async () => {
    await using server = await startForTest({ seeds: [{ email, password }] });
    const browser = new TestBrowser(server.url);
    const started = await browser.call('POST', '/v1/client/sign_ins', { identifier: email });
    const path = `/v1/client/sign_ins/${started.response?.id}`;
    const reset = { strategy: 'reset_password_email_code' };
    await browser.call('POST', `${path}/prepare_first_factor`, reset);
    const misused = { strategy: 'email_code', code: '424242' };
    expect((await browser.call('POST', `${path}/attempt_first_factor`, misused)).status).toBe(400);
    const verified = await browser.call('POST', `${path}/attempt_first_factor`, { ...reset, code: '424242' });
    expect(verified.response?.status).toBe('needs_new_password');
    const done = await browser.call('POST', `${path}/reset_password`, { password: 'another-horse-2' });
    expect(done.response?.status).toBe('complete');
    const other = new TestBrowser(server.url);
    expect((await other.signIn(email, password)).status).toBe(422);
    expect((await other.signIn(email, 'another-horse-2')).status).toBe(200);
  });

  it("refuses another browser's attempt", async () => {
    await using server = await startForTest({ seeds: [{ email, password }] });
    const started = await new TestBrowser(server.url).call('POST', '/v1/client/sign_ins', {
      identifier: email,
    });
    const stranger = new TestBrowser(server.url);
    await stranger.call('GET', '/v1/client');
    expect((await stranger.call('GET', `/v1/client/sign_ins/${started.response?.id}`)).status).toBe(404);
  });
});

describe('the profile', () => {
  it('changes names and password, and says what it does not do', async () => {
    await using server = await startForTest({ seeds: [{ email, password }] });
    const browser = new TestBrowser(server.url);
    await browser.signIn(email, password);
    const named = await browser.call('PATCH', '/v1/me', { first_name: 'Ann', last_name: 'Lee' });
    expect(named.response).toMatchObject({ first_name: 'Ann', last_name: 'Lee' });
    const form = { current_password: 'wrong', new_password: 'another-horse-2' };
    expect((await browser.call('POST', '/v1/me/change_password', form)).status).toBe(422);
    form.current_password = password;
    expect((await browser.call('POST', '/v1/me/change_password', form)).status).toBe(200);
    const added = await browser.call('POST', '/v1/me/email_addresses', { email_address: 'b@example.com' });
    expect([added.status, added.errors?.[0]?.code]).toEqual([422, 'feature_not_supported_locally']);
    expect((await browser.call('DELETE', '/v1/me')).client?.sessions).toEqual([]);
    expect((await browser.signIn(email, 'another-horse-2')).errors?.[0]?.code).toBe(
      'form_identifier_not_found',
    );
  });
});

describe('the handshake', () => {
  const handshake = (back: string, more = '') =>
    `/v1/client/handshake?format=nonce&redirect_url=${encodeURIComponent(back)}${more}`;
  const payload = async (url: string, location: string) => {
    const nonce = new URL(location).searchParams.get('__clerk_handshake_nonce');
    const response = await fetch(`${url}/v1/clients/handshake_payload?nonce=${nonce}`, {
      headers: { authorization: `Bearer ${secretKey}` },
    });
    return { status: response.status, ...((await response.json()) as { directives?: string[] }) };
  };

  it('leads back with cookies that can be fetched once', async () => {
    await using server = await startForTest({ seeds: [{ email, password }] });
    const browser = new TestBrowser(server.url);
    await browser.signIn(email, password);
    const response = await browser.raw('GET', handshake(`${webOrigin}/projects?x=1`));
    const location = response.headers.get('location') ?? '';
    expect(location).toMatch(/^http:\/\/localhost:3999\/projects\?x=1&__clerk_handshake_nonce=/);
    const { directives = [] } = await payload(server.url, location);
    expect(directives.filter((one) => one.startsWith('__session')).map((one) => one.length > 300)).toEqual([
      true,
      true,
    ]);
    expect((await payload(server.url, location)).status).toBe(404);
  });

  it("leaves the host's shared cookies alone when the SDK reads the suffixed ones", async () => {
    await using server = await startForTest();
    const response = await new TestBrowser(server.url).raw(
      'GET',
      handshake(webOrigin, '&suffixed_cookies=true'),
    );
    const { directives = [] } = await payload(server.url, response.headers.get('location') ?? '');
    expect(directives.map((one) => one.split('=')[0])).toSatisfy((names: string[]) =>
      names.every((name) => /_[\w-]{8}$/.test(name)),
    );
    expect(directives).toHaveLength(3);
  });

  it.each(['https://evil.example/', 'javascript:alert(1)', 'nonsense', ''])(
    'does not lead to %s',
    async (back) => {
      await using server = await startForTest();
      expect((await new TestBrowser(server.url).raw('GET', handshake(back))).status).toBe(400);
    },
  );
});

it('keeps two instances apart in one browser on one host', async () => {
  await using one = await startForTest({ hostLabel: 'one.localhost', seeds: [{ email, password }] });
  await using two = await startForTest({ hostLabel: 'two.localhost', seeds: [{ email, password }] });
  const first = new TestBrowser(one.url);
  const second = new TestBrowser(two.url);
  await first.signIn(email, password);
  for (const [name, value] of first.cookies) second.cookies.set(name, value);
  await second.signIn(email, password);
  for (const [name, value] of second.cookies) first.cookies.set(name, value);
  expect(first.cookies.size).toBe(2);
  expect((await first.call('GET', '/v1/client')).response).toMatchObject({
    sessions: [{ status: 'active' }],
  });
  expect((await second.call('GET', '/v1/client')).response).toMatchObject({
    sessions: [{ status: 'active' }],
  });
});
