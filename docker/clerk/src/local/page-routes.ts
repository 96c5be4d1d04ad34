import { randomBytes } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { ApiFault, fail } from '../faults.ts';
import { findClient, sameSecret } from '../fapi/browser.ts';
import { freeAddress } from '../fapi/sign-up.ts';
import { readForm, type Form } from '../fapi/form.ts';
import type { Instance } from '../instance.ts';
import { assertPasswordLength, hashPassword } from '../passwords.ts';
import { addPerson, closeSessions } from '../people.ts';
import { addTicket, ticketUrl } from '../tickets.ts';
import { peoplePage, type PeoplePage } from './page.ts';

const TICKET_LIFE_S = 300;

/** The people page and its two acts. */
export function pageRoutes(instance: Instance): Hono {
  const { store } = instance;
  const app = new Hono();

  app.get('/', (c) => c.redirect('/__local/'));
  app.get('/__local', (c) => c.redirect('/__local/'));
  app.get('/__local/', (c) => {
    const elsewhere = sameHostAsWeb(instance, c);
    return elsewhere ? c.redirect(elsewhere) : show(instance, c);
  });

  app.post('/__local/people', async (c) => {
    const form = await readGuardedForm(instance, c);
    try {
      const address = await addFromForm(instance, form);
      return show(instance, c, { kind: 'status', text: `${address} was added.` });
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      c.status(422);
      return show(instance, c, { kind: 'alert', text: error.message });
    }
  });

  app.post('/__local/sign-in-as', async (c) => {
    const form = await readGuardedForm(instance, c);
    const user = store.users.get(form.user ?? '');
    if (!user || user.banned) {
      c.status(404);
      return show(instance, c, { kind: 'alert', text: 'That person cannot sign in.' });
    }
    // The sign-in form ignores a ticket while somebody is signed in, so they are signed out first.
    const client = findClient(instance, c);
    if (client) closeSessions(client, store.activeSessions(client));
    const ticket = addTicket(instance, user.id, TICKET_LIFE_S);
    await store.save();
    return c.redirect(ticketUrl(instance, ticket), 303);
  });

  return app;
}

async function addFromForm(instance: Instance, form: Form): Promise<string> {
  const { password = '', first, last } = form;
  assertPasswordLength(password);
  const passwordHash = await hashPassword(password);
  const address = freeAddress(instance.store, form.email ?? '');
  addPerson(instance.store, { emails: [address], passwordHash, firstName: first, lastName: last });
  await instance.store.save();
  return address;
}

/**
 * The page under the host name that the web application has: only there does the browser show the cookie
 * that says who is signed in now.
 */
function sameHostAsWeb(instance: Instance, c: Context): string | undefined {
  const here = new URL(c.req.url);
  const wanted = new URL(instance.webUrl).hostname;
  if (here.hostname === wanted || !['127.0.0.1', 'localhost', '[::1]'].includes(here.hostname))
    return undefined;
  if (wanted !== 'localhost' && wanted !== '127.0.0.1') return undefined;
  here.hostname = wanted;
  return here.href;
}

function csrfCookie(instance: Instance): string {
  return `__local_csrf_${instance.suffix}`;
}

function show(instance: Instance, c: Context, notice?: PeoplePage['notice']): Response | Promise<Response> {
  const csrf = getCookie(c, csrfCookie(instance)) ?? randomBytes(18).toString('base64url');
  setCookie(c, csrfCookie(instance), csrf, { path: '/__local', httpOnly: true, sameSite: 'Strict' });
  const styleNonce = randomBytes(12).toString('base64url');
  const users = [...instance.store.users.values()].sort((a, b) => b.createdAt - a.createdAt);
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${styleNonce}'`,
    `form-action 'self' ${instance.webUrl}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  c.header('Content-Security-Policy', policy.join('; '));
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'same-origin');
  c.header('Cache-Control', 'no-store');
  const { webUrl, store } = instance;
  return c.html(peoplePage({ users, letters: store.letters, webUrl, csrf, styleNonce, notice }));
}

/** @throws ApiFault 403 unless the form was sent by the page that this server showed to this browser. */
async function readGuardedForm(instance: Instance, c: Context): Promise<Form> {
  const form = await readForm(c);
  const origin = c.req.header('origin');
  const cookie = getCookie(c, csrfCookie(instance)) ?? '';
  if (origin !== new URL(c.req.url).origin || !cookie || !sameSecret(form.csrf ?? '', cookie)) {
    fail(403, 'csrf_invalid', 'Open the people page again and repeat the step there.');
  }
  return form;
}
