import { Hono, type Context } from 'hono';
import { checkCode, sendCode } from '../codes.ts';
import { fail, notFound } from '../faults.ts';
import type { Instance } from '../instance.ts';
import { signUpJson } from '../json/attempts.ts';
import { assertPasswordLength, hashPassword } from '../passwords.ts';
import { addPerson, openSession } from '../people.ts';
import { newId, type Client, type SignUp } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { assertSignedOut, ensureClient, findClient, reply } from './browser.ts';
import { readForm, readMetadata, type Form } from './form.ts';

const DAY_MS = 86_400_000;

/** Sign-up: address and password, then a code, then a person with a session. */
export function signUpRoutes(instance: Instance): Hono {
  const { store } = instance;
  const app = new Hono();

  const attemptOf = (c: Context, id: string): { client: Client; attempt: SignUp } => {
    const client = findClient(instance, c);
    const attempt = store.signUps.get(id);
    if (!client || !attempt || client.signUpId !== attempt.id) notFound('The sign-up');
    return { client, attempt };
  };

  app.post('/v1/client/sign_ups', async (c) => {
    const attempt = newSignUp();
    await fill(store, attempt, await readForm(c));
    const client = ensureClient(instance, c);
    assertSignedOut(instance, client);
    store.signUps.set(attempt.id, attempt);
    client.signUpId = attempt.id;
    return reply(instance, c, client, signUpJson(attempt));
  });

  app.get('/v1/client/sign_ups/:id', (c) => {
    const { client, attempt } = attemptOf(c, c.req.param('id'));
    return reply(instance, c, client, signUpJson(attempt));
  });

  app.patch('/v1/client/sign_ups/:id', async (c) => {
    const { client, attempt } = attemptOf(c, c.req.param('id'));
    await fill(store, attempt, await readForm(c));
    complete(store, client, attempt);
    return reply(instance, c, client, signUpJson(attempt));
  });

  app.post('/v1/client/sign_ups/:id/prepare_verification', async (c) => {
    const { client, attempt } = attemptOf(c, c.req.param('id'));
    const { strategy } = await readForm(c);
    if (strategy !== 'email_code') {
      fail(400, 'strategy_for_user_invalid', 'Only e-mail codes are offered here.', 'strategy');
    }
    if (!attempt.email) fail(400, 'verification_missing', 'There is no address to verify.');
    attempt.code = sendCode(instance, attempt.email, 'sign-up');
    return reply(instance, c, client, signUpJson(attempt));
  });

  app.post('/v1/client/sign_ups/:id/attempt_verification', async (c) => {
    const { client, attempt } = attemptOf(c, c.req.param('id'));
    const { code } = await readForm(c);
    checkCode(attempt.code, code);
    attempt.emailVerified = true;
    complete(store, client, attempt);
    return reply(instance, c, client, signUpJson(attempt));
  });

  return app;
}

function newSignUp(): SignUp {
  return {
    id: newId('sua'),
    status: 'missing_requirements',
    email: null,
    passwordHash: null,
    firstName: null,
    lastName: null,
    unsafeMetadata: {},
    emailVerified: false,
    code: null,
    createdSessionId: null,
    createdUserId: null,
    locale: null,
    abandonAt: Date.now() + DAY_MS,
  };
}

/** An address as it is stored. @throws ApiFault in Clerk's words when it is malformed or taken. */
export function freeAddress(store: Store, text: string): string {
  const address = text.trim().toLowerCase();
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address) || address.length > 254) {
    fail(422, 'form_param_format_invalid', 'Email address must be a valid email address.', 'email_address');
  }
  if (store.userByEmail(address)) {
    fail(422, 'form_identifier_exists', 'That email address is taken. Please try another.', 'email_address');
  }
  return address;
}

async function fill(store: Store, attempt: SignUp, form: Form): Promise<void> {
  if (form.email_address !== undefined) {
    const address = freeAddress(store, form.email_address);
    if (address !== attempt.email)
      Object.assign(attempt, { email: address, emailVerified: false, code: null });
  }
  if (form.password) {
    assertPasswordLength(form.password);
    attempt.passwordHash = await hashPassword(form.password);
  }
  if (form.first_name !== undefined) attempt.firstName = form.first_name || null;
  if (form.last_name !== undefined) attempt.lastName = form.last_name || null;
  if (form.unsafe_metadata) attempt.unsafeMetadata = readMetadata(form.unsafe_metadata, 'unsafe_metadata');
  if (form.locale) attempt.locale = form.locale;
}

/** Makes the person once nothing is missing; before that it does nothing. */
function complete(store: Store, client: Client, attempt: SignUp): void {
  if (attempt.status === 'complete') return;
  if (!attempt.email || !attempt.emailVerified || !attempt.passwordHash) return;
  const { firstName, lastName, unsafeMetadata, passwordHash } = attempt;
  const emails = [freeAddress(store, attempt.email)];
  const user = addPerson(store, { emails, passwordHash, firstName, lastName, unsafeMetadata });
  const session = openSession(store, client, user);
  client.lastStrategy = 'email_code';
  Object.assign(attempt, {
    status: 'complete',
    code: null,
    createdUserId: user.id,
    createdSessionId: session.id,
  });
}
