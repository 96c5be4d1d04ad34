import { randomUUID } from 'node:crypto';
import type { Stack } from './stack.ts';

/** The stand-in's tokens live for a minute. */
const TOKEN_LIFE_MS = 40_000;

/** Speaks to the API of a stack as a new person. */
export interface Person {
  send: (method: string, path: string, body?: unknown) => Promise<Response>;
  /** Sends, demands success and reads the answer. */
  call: <T>(method: string, path: string, body?: unknown) => Promise<T>;
}

/** Registers somebody and signs them in as often as the tokens ask for it. */
export async function newPerson(stack: Stack): Promise<Person> {
  const { CLERK_SECRET_KEY: key = '', CLERK_API_URL: clerk = '' } = stack.environment('api');
  const json = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const backend = async <T>(path: string, body: unknown): Promise<T> =>
    read<T>(await fetch(clerk + path, { method: 'POST', headers: json, body: JSON.stringify(body) }));
  const { id } = await backend<{ id: string }>('/v1/users', {
    email_address: [`bench-${randomUUID()}@chancery.example`],
    password: randomUUID(),
  });
  let token = '';
  let takenAt = -Infinity;
  const freshToken = async (): Promise<string> => {
    if (performance.now() - takenAt < TOKEN_LIFE_MS) return token;
    const ticket = (await backend<{ token: string }>('/v1/sign_in_tokens', { user_id: id })).token;
    const signedIn = await fetch(`${clerk}/v1/client/sign_ins`, {
      method: 'POST',
      headers: { origin: stack.webOrigin },
      body: new URLSearchParams({ strategy: 'ticket', ticket }),
    });
    const { client } = await read<{ client: { sessions: { last_active_token: { jwt: string } }[] } }>(
      signedIn,
    );
    token = client.sessions[0]?.last_active_token.jwt ?? '';
    takenAt = performance.now();
    return token;
  };
  const api = `http://127.0.0.1:${stack.ports.api}`;
  const send = async (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(api + path, {
      method,
      headers: {
        authorization: `Bearer ${await freshToken()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  return { send, call: async (method, path, body) => read(await send(method, path, body)) };
}

async function read<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text.slice(0, 300)}`);
  return (text ? JSON.parse(text) : undefined) as T;
}
