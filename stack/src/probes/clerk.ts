import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { webOrigin, type StackPlace } from '../environment.ts';
import { request } from './http.ts';

const origin = (place: StackPlace): string => `http://127.0.0.1:${place.ports.clerk}`;

/** The public key that session tokens are signed with, as PEM. */
export async function readJwtKey(place: StackPlace): Promise<string> {
  const response = await request(`${origin(place)}/__local/jwt-key`);
  const key = (await response.text()).trim();
  if (!key.startsWith('-----BEGIN PUBLIC KEY-----')) throw new Error(`no key: ${key.slice(0, 200)}`);
  return key;
}

interface Person {
  id: string;
}
interface SignedIn {
  client: { sessions: { last_active_token: { jwt: string } }[] };
}

/**
 * Signs a person in who exists only for this, verifies the session token with the public key, and removes
 * the person again.
 */
export async function verifyOneToken(place: StackPlace): Promise<void> {
  const person = await backend<Person>(place, 'POST', '/v1/users', {
    email_address: [`probe-${randomUUID()}@chancery.localhost`],
    password: randomUUID(),
  });
  try {
    const { token } = await backend<{ token: string }>(place, 'POST', '/v1/sign_in_tokens', {
      user_id: person.id,
    });
    const { client } = await readJson<SignedIn>(`${origin(place)}/v1/client/sign_ins`, {
      method: 'POST',
      headers: { origin: webOrigin(place.ports) },
      body: new URLSearchParams({ strategy: 'ticket', ticket: token }),
    });
    const subject = verifiedSubject(client.sessions[0]?.last_active_token.jwt ?? '', place.clerkJwtKey ?? '');
    if (subject !== person.id)
      throw new Error('a session token names another person than the one who signed in');
  } finally {
    await backend(place, 'DELETE', `/v1/users/${person.id}`);
  }
}

function backend<T>(place: StackPlace, method: string, path: string, body?: unknown): Promise<T> {
  return readJson<T>(`${origin(place)}${path}`, {
    method,
    headers: { authorization: `Bearer ${place.secrets.clerkSecretKey}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

async function readJson<T>(url: string, init: RequestInit): Promise<T> {
  const response = await request(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 200)}`);
  return JSON.parse(text) as T;
}

/** The person a token stands for. @throws when its signature does not fit the key */
function verifiedSubject(token: string, pem: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify('RSA-SHA256', signed, createPublicKey(pem), Buffer.from(signature, 'base64url'))) {
    throw new Error('a session token does not verify with the public key');
  }
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string }).sub;
}
