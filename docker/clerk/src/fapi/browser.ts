import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Instance } from '../instance.ts';
import { fail } from '../faults.ts';
import { clientJson } from '../json/session.ts';
import type { View } from '../json/view.ts';
import { addClient } from '../people.ts';
import { newId, type Client, type Session, type User } from '../store/records.ts';

export const DEV_BROWSER = '__clerk_db_jwt';
const YEAR_S = 365 * 86_400;

/** Compares two secrets without telling by the time taken where they differ. */
export function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * The address under which the SDK's own proxy shows this server, when the request came through it: it
 * vouches for itself with the secret key, and only for an origin of the web application.
 */
function proxyOf(instance: Instance, c: Context): URL | undefined {
  const told = c.req.header('clerk-proxy-url');
  if (!told || !sameSecret(c.req.header('clerk-secret-key') ?? '', instance.secretKey)) return undefined;
  const url = URL.canParse(told) ? new URL(told) : undefined;
  return url && instance.origins.has(url.origin) ? url : undefined;
}

/** From where the browser of this request looks at the instance. */
export function viewOf(instance: Instance, c: Context): View {
  const proxy = proxyOf(instance, c);
  const referer = c.req.header('referer');
  const page = c.req.header('origin') ?? proxy?.origin ?? (referer ? new URL(referer).origin : undefined);
  return {
    instance,
    azp: page && instance.origins.has(page) ? page : undefined,
    base: proxy ? proxy.href.replace(/\/$/, '') : new URL(c.req.url).origin,
  };
}

/**
 * The cookie that says which browser this is. Cookies ignore ports, so its name carries the key's suffix:
 * two instances on localhost leave each other's people signed in.
 */
function clientCookie(instance: Instance): string {
  return `__client_${instance.suffix}`;
}

/** The browser, known by its HttpOnly cookie or else by a development browser's token. */
export function findClient(instance: Instance, c: Context): Client | undefined {
  const { handles, clients } = instance.store;
  for (const bearer of [getCookie(c, clientCookie(instance)), c.req.query(DEV_BROWSER)]) {
    const handle = bearer ? handles.get(bearer) : undefined;
    const client = handle && clients.get(handle.clientId);
    if (client) return client;
  }
  return undefined;
}

/** The browser; a new one is remembered and given its cookie. */
export function ensureClient(instance: Instance, c: Context): Client {
  const found = findClient(instance, c);
  if (found) return found;
  const client = addClient(instance.store);
  const handle = { id: newId('rt'), clientId: client.id };
  instance.store.handles.set(handle.id, handle);
  const attributes = { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: YEAR_S } as const;
  setCookie(c, clientCookie(instance), handle.id, attributes);
  return client;
}

/** The browser and the session named in the path. @throws ApiFault 401 when that session is not its own. */
export function sessionOf(instance: Instance, c: Context, id: string): { client: Client; session: Session } {
  const client = findClient(instance, c);
  const session = client && instance.store.activeSessions(client).find((one) => one.id === id);
  if (!client || !session) fail(401, 'authentication_invalid', 'This needs an active session.');
  return { client, session };
}

/** Who is signed in on the browser. @throws ApiFault 401 when nobody is. */
export function personOf(instance: Instance, c: Context): { client: Client; session: Session; user: User } {
  const client = findClient(instance, c);
  const [session] = client ? instance.store.activeSessions(client) : [];
  const user = session && instance.store.users.get(session.userId);
  if (!client || !session || !user) fail(401, 'authentication_invalid', 'This needs an active session.');
  return { client, session, user };
}

/** Saves, then answers with the resource and the whole browser, which clerk-js takes over in one go. */
export async function reply(
  instance: Instance,
  c: Context,
  client: Client,
  response: unknown,
): Promise<Response> {
  await instance.store.save();
  return c.json({ response, client: await clientJson(viewOf(instance, c), client) });
}

/** The first sign-in step of a browser that is signed in already is refused, as in single-session mode. */
export function assertSignedOut(instance: Instance, client: Client): void {
  if (instance.store.activeSessions(client).length > 0) {
    fail(400, 'session_exists', "You're already signed in.");
  }
}
