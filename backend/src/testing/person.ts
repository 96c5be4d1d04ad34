import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createSession } from '@chancery/clerk-standin/testing';
import { inject } from 'vitest';

/** An answer of the API, as a test looks at it. */
export interface Answer<Body = Record<string, unknown>> {
  status: number;
  body: Body;
  headers: Headers;
}

/** A signed-in person who calls the API. */
export interface TestPerson {
  userId: string;
  token(ttlSeconds?: number): Promise<string>;
  call<Body = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer<Body>>;
}

/** Signs a new person in on the Clerk stand-in. */
export async function newPerson(api: { url: string }): Promise<TestPerson> {
  const { ports, secrets } = inject('integration');
  const session = await createSession({
    url: `http://127.0.0.1:${ports.clerk}`,
    secretKey: secrets.clerkSecretKey,
    email: `${randomUUID()}+clerk_test@chancery.example`,
  });
  const token = await session.token(600);
  return {
    userId: session.userId,
    token: session.token,
    call: (method, path, body) => callApi(api.url, method, path, { body, token }),
  };
}

/** One call; a body that is no string is sent as JSON. */
export async function callApi<Body = Record<string, unknown>>(
  url: string,
  method: string,
  path: string,
  { body, token }: { body?: unknown; token?: string } = {},
): Promise<Answer<Body>> {
  const response = await fetch(url + path, {
    method: method.toUpperCase(),
    redirect: 'manual',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const type = response.headers.get('content-type') ?? '';
  // A stream has no end to wait for: that it was opened is the answer.
  if (type.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return { status: response.status, body: '' as Body, headers: response.headers };
  }
  const text = await response.text();
  return {
    status: response.status,
    body: (type.includes('json') ? JSON.parse(text) : text) as Body,
    headers: response.headers,
  };
}

export interface DocumentAnswer {
  id: string;
  status: string;
  reason: { code: string; text: string } | null;
  pageCount: number | null;
  version: { id: string };
}

export async function newProject(person: TestPerson, name = 'Matter'): Promise<string> {
  const { status, body } = await person.call<{ id: string }>('post', '/projects', { name });
  if (status !== 201) throw new Error(`the project was not made: ${status} ${JSON.stringify(body)}`);
  return body.id;
}

/** Uploads as a browser does: ask, put, complete. */
export async function upload(
  person: TestPerson,
  projectId: string,
  name: string,
  bytes: Uint8Array,
): Promise<Answer<DocumentAnswer>> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const asked = await person.call<{ id: string; url: string; headers: Record<string, string> }>(
    'post',
    '/uploads',
    {
      projectId,
      name,
      size: bytes.byteLength,
      type: 'application/octet-stream',
      sha256,
    },
  );
  if (asked.status !== 201) return asked as unknown as Answer<DocumentAnswer>;
  const put = await fetch(asked.body.url, {
    method: 'PUT',
    headers: asked.body.headers,
    body: new Blob([new Uint8Array(bytes)]),
  });
  if (!put.ok) throw new Error(`the store answered ${put.status}: ${await put.text()}`);
  return person.call<DocumentAnswer>('post', `/uploads/${asked.body.id}/complete`);
}

/** Asks again until the condition holds. @throws after the limit, with the last answer */
export async function eventually<T>(
  ask: () => Promise<T>,
  holds: (value: T) => boolean,
  limitMs = 25_000,
): Promise<T> {
  let value = await ask();
  for (const until = Date.now() + limitMs; !holds(value); value = await ask()) {
    if (Date.now() > until)
      throw new Error(`it did not come true; the last answer was ${JSON.stringify(value).slice(0, 500)}`);
    await wait(50);
  }
  return value;
}

/** Uploads and waits until the document is in its final state. */
export async function uploadAndRead(
  person: TestPerson,
  projectId: string,
  name: string,
  bytes: Uint8Array,
): Promise<DocumentAnswer> {
  const { status, body } = await upload(person, projectId, name, bytes);
  if (status !== 201) throw new Error(`the upload was refused: ${status} ${JSON.stringify(body)}`);
  const final = await eventually(
    () => person.call<DocumentAnswer>('get', `/documents/${body.id}`),
    (answer) => ['ready', 'unreadable', 'failed'].includes(answer.body.status),
  );
  return final.body;
}
