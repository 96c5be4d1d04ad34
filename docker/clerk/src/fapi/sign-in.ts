import { Hono, type Context } from 'hono';
import { checkCode, sendCode } from '../codes.ts';
import { fail, notFound } from '../faults.ts';
import type { Instance } from '../instance.ts';
import { signInJson } from '../json/attempts.ts';
import { assertPasswordLength, checkPassword, hashPassword } from '../passwords.ts';
import { openSession, setPassword } from '../people.ts';
import { newId, type Client, type SignIn, type User } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { assertSignedOut, ensureClient, findClient, reply, viewOf } from './browser.ts';
import { readForm, type Form } from './form.ts';

const DAY_MS = 86_400_000;

/** Sign-in by password, by e-mailed code or by ticket, and the way back in for a forgotten password. */
export function signInRoutes(instance: Instance): Hono {
  const { store } = instance;
  const app = new Hono();
  const answer = (c: Context, client: Client, attempt: SignIn) =>
    reply(instance, c, client, signInJson(viewOf(instance, c), attempt));
  const attemptOf = (c: Context, id: string): { client: Client; attempt: SignIn } => {
    const client = findClient(instance, c);
    const attempt = store.signIns.get(id);
    if (!client || !attempt || client.signInId !== attempt.id) notFound('The sign-in');
    return { client, attempt };
  };

  app.post('/v1/client/sign_ins', async (c) => {
    const form = await readForm(c);
    const client = ensureClient(instance, c);
    assertSignedOut(instance, client);
    const attempt = newSignIn(form);
    if (form.strategy === 'ticket') redeem(store, client, attempt, form.ticket ?? '');
    else if (form.identifier) await begin(store, client, attempt, form);
    store.signIns.set(attempt.id, attempt);
    client.signInId = attempt.id;
    return answer(c, client, attempt);
  });

  app.get('/v1/client/sign_ins/:id', (c) => {
    const { client, attempt } = attemptOf(c, c.req.param('id'));
    return answer(c, client, attempt);
  });

  app.post('/v1/client/sign_ins/:id/prepare_first_factor', async (c) => {
    const { client, attempt } = attemptOf(c, c.req.param('id'));
    prepare(instance, attempt, await readForm(c));
    return answer(c, client, attempt);
  });

  app.post('/v1/client/sign_ins/:id/attempt_first_factor', async (c) => {
    const { client, attempt } = attemptOf(c, c.req.param('id'));
    await tryFactor(store, client, attempt, await readForm(c));
    return answer(c, client, attempt);
  });

  app.post('/v1/client/sign_ins/:id/reset_password', async (c) => {
    const { client, attempt } = attemptOf(c, c.req.param('id'));
    const { password = '' } = await readForm(c);
    const user = store.userOf(attempt.userId);
    if (!user || attempt.status !== 'needs_new_password') {
      fail(400, 'verification_missing', 'The reset code has not been verified yet.');
    }
    assertPasswordLength(password);
    setPassword(user, await hashPassword(password));
    complete(store, client, attempt, user, 'reset_password_email_code');
    return answer(c, client, attempt);
  });

  return app;
}

function newSignIn(form: Form): SignIn {
  return {
    id: newId('sia'),
    userId: null,
    identifier: form.identifier ?? null,
    status: 'needs_identifier',
    verification: null,
    createdSessionId: null,
    abandonAt: Date.now() + DAY_MS,
  };
}

function accountMissing(): never {
  fail(422, 'form_identifier_not_found', "Couldn't find your account.", 'identifier');
}

async function begin(store: Store, client: Client, attempt: SignIn, form: Form): Promise<void> {
  const user = store.userByEmail(form.identifier ?? '') ?? accountMissing();
  Object.assign(attempt, { userId: user.id, status: 'needs_first_factor' });
  if (form.password || form.strategy === 'password') {
    await tryFactor(store, client, attempt, { ...form, strategy: 'password' });
  }
}

function redeem(store: Store, client: Client, attempt: SignIn, token: string): void {
  const ticket = [...store.tickets.values()].find((one) => one.token === token);
  const open = ticket?.status === 'pending' && ticket.expireAt > Date.now();
  const user = open ? store.users.get(ticket.userId) : undefined;
  if (!ticket || !user) {
    fail(400, 'ticket_invalid', 'The ticket is invalid, expired or already used.', 'ticket');
  }
  Object.assign(attempt, { userId: user.id, identifier: user.emails[0]?.address ?? null });
  complete(store, client, attempt, user, 'ticket');
  ticket.status = 'accepted';
}

function prepare(instance: Instance, attempt: SignIn, form: Form): void {
  const user = instance.store.userOf(attempt.userId) ?? accountMissing();
  const email = user.emails.find((one) => one.id === form.email_address_id) ?? user.emails[0];
  const { strategy } = form;
  if (!email || (strategy !== 'email_code' && strategy !== 'reset_password_email_code')) {
    fail(400, 'strategy_for_user_invalid', 'This way to sign in is not offered here.', 'strategy');
  }
  const purpose = strategy === 'email_code' ? 'sign-in' : 'password reset';
  const code = sendCode(instance, email.address, purpose);
  attempt.verification = { strategy, status: 'unverified', code };
}

async function tryFactor(store: Store, client: Client, attempt: SignIn, form: Form): Promise<void> {
  const user = store.userOf(attempt.userId) ?? accountMissing();
  const { strategy } = form;
  if (strategy === 'password') {
    if (!(await checkPassword(form.password ?? '', user.passwordHash))) {
      const text = 'Password is incorrect. Try again, or use another method.';
      fail(422, 'form_password_incorrect', text, 'password');
    }
    return complete(store, client, attempt, user, strategy);
  }
  if (strategy !== 'email_code' && strategy !== 'reset_password_email_code') {
    fail(400, 'strategy_for_user_invalid', 'This way to sign in is not offered here.', 'strategy');
  }
  const pending = attempt.verification?.strategy === strategy ? attempt.verification.code : null;
  checkCode(pending, form.code);
  if (strategy === 'email_code') return complete(store, client, attempt, user, strategy);
  attempt.verification = { strategy, status: 'verified', code: null };
  attempt.status = 'needs_new_password';
}

function complete(store: Store, client: Client, attempt: SignIn, user: User, strategy: string): void {
  if (user.banned) fail(403, 'user_banned', 'This account has been banned.');
  attempt.verification = { strategy, status: 'verified', code: null };
  attempt.createdSessionId = openSession(store, client, user).id;
  attempt.status = 'complete';
  client.lastStrategy = strategy;
}
