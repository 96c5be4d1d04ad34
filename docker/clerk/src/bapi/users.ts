import { Hono, type Context } from 'hono';
import { fail, notFound } from '../faults.ts';
import { freeAddress } from '../fapi/sign-up.ts';
import type { Instance } from '../instance.ts';
import { backendUserJson, emailJson } from '../json/user.ts';
import { assertPasswordLength, checkPassword, hashPassword } from '../passwords.ts';
import { addPerson, endSessionsOf, removePerson, setPassword } from '../people.ts';
import type { Metadata, User } from '../store/records.ts';
import { readBody, type Body } from './body.ts';
import { backendView } from './view.ts';

/** People, for callers who hold the secret key. */
export function userRoutes(instance: Instance): Hono {
  const { store } = instance;
  const app = new Hono();
  const userOf = (id: string): User => store.users.get(id) ?? notFound('The user');
  const answer = async (c: Context, user: User) => {
    await store.save();
    return c.json(backendUserJson(backendView(instance), user));
  };

  // A plain array: the SDK takes the total from /count, with the same filter.
  app.get('/v1/users', (c) => {
    const limit = Math.min(Number(c.req.query('limit')) || 10, 500);
    const offset = Number(c.req.query('offset')) || 0;
    const page = selectUsers([...store.users.values()], c).slice(offset, offset + limit);
    return c.json(page.map((user) => backendUserJson(backendView(instance), user)));
  });
  app.get('/v1/users/count', (c) => {
    return c.json({ object: 'total_count', total_count: selectUsers([...store.users.values()], c).length });
  });
  app.get('/v1/users/:id', (c) => answer(c, userOf(c.req.param('id'))));

  app.post('/v1/users', async (c) => {
    const body = await readBody(c);
    const password = readPassword(body);
    const passwordHash = password ? await hashPassword(password) : null;
    const emails = body.texts('email_address').map((address) => freeAddress(store, address));
    const user = addPerson(store, { emails, passwordHash, ...readNames(body), ...readMetadata(body) });
    return answer(c, user);
  });

  app.patch('/v1/users/:id', async (c) => {
    const user = userOf(c.req.param('id'));
    const body = await readBody(c);
    const password = readPassword(body);
    const passwordHash = password ? await hashPassword(password) : undefined;
    if (passwordHash) setPassword(user, passwordHash);
    Object.assign(user, readNames(body), readMetadata(body), { updatedAt: Date.now() });
    return answer(c, user);
  });

  app.on(['PATCH', 'PUT'], '/v1/users/:id/metadata', async (c) => {
    const user = userOf(c.req.param('id'));
    const body = await readBody(c);
    for (const [field, given] of Object.entries(readMetadata(body)) as [MetadataField, Metadata][]) {
      const next = c.req.method === 'PUT' ? given : { ...user[field], ...given };
      user[field] = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null));
    }
    user.updatedAt = Date.now();
    return answer(c, user);
  });

  app.post('/v1/users/:id/verify_password', async (c) => {
    const password = (await readBody(c)).text('password') ?? '';
    if (!(await checkPassword(password, userOf(c.req.param('id')).passwordHash))) {
      fail(422, 'incorrect_password', 'The provided password is incorrect.', 'password');
    }
    return c.json({ verified: true });
  });

  app.post('/v1/users/:id/:verb{ban|unban}', (c) => {
    const user = userOf(c.req.param('id'));
    user.banned = c.req.param('verb') === 'ban';
    user.updatedAt = Date.now();
    if (user.banned) endSessionsOf(store, user.id, 'revoked');
    return answer(c, user);
  });

  app.delete('/v1/users/:id', async (c) => {
    const user = userOf(c.req.param('id'));
    removePerson(store, user);
    await store.save();
    return c.json({ object: 'user', id: user.id, deleted: true });
  });

  app.get('/v1/email_addresses/:id', (c) => {
    const emails = [...store.users.values()].flatMap((user) => user.emails);
    const email = emails.find((one) => one.id === c.req.param('id')) ?? notFound('The e-mail address');
    return c.json(emailJson(email));
  });

  return app;
}

type MetadataField = 'publicMetadata' | 'privateMetadata' | 'unsafeMetadata';

function readPassword(body: Body): string | undefined {
  const password = body.text('password') ?? undefined;
  if (password !== undefined) assertPasswordLength(password);
  return password;
}

/** Only the names that the body gives, so that the rest stays as it is. */
function readNames(body: Body): Partial<Pick<User, 'firstName' | 'lastName' | 'username' | 'externalId'>> {
  const fields = [
    ['firstName', 'first_name'],
    ['lastName', 'last_name'],
    ['username', 'username'],
    ['externalId', 'external_id'],
  ] as const;
  const given = fields.filter(([, name]) => body.has(name));
  return Object.fromEntries(given.map(([field, name]) => [field, body.text(name) ?? null]));
}

function readMetadata(body: Body): Partial<Record<MetadataField, Metadata>> {
  const fields = [
    ['publicMetadata', 'public_metadata'],
    ['privateMetadata', 'private_metadata'],
    ['unsafeMetadata', 'unsafe_metadata'],
  ] as const;
  const given = fields.map(([field, name]) => [field, body.object(name)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

function selectUsers(users: User[], c: Context): User[] {
  const wanted = (name: string) => c.req.queries(name) ?? [];
  const emails = wanted('email_address').map((email) => email.toLowerCase());
  const ids = wanted('user_id');
  const externalIds = wanted('external_id');
  const usernames = wanted('username');
  const text = c.req.query('query')?.toLowerCase();
  const among = (list: string[], value: string | null) =>
    list.length === 0 || (value !== null && list.includes(value));
  const found = users.filter(
    (user) =>
      (emails.length === 0 || user.emails.some((email) => emails.includes(email.address))) &&
      among(ids, user.id) &&
      among(externalIds, user.externalId) &&
      among(usernames, user.username) &&
      (!text || searchable(user).includes(text)),
  );
  const ascending = found.sort((a, b) => a.createdAt - b.createdAt);
  return (c.req.query('order_by') ?? '-created_at').startsWith('-') ? ascending.reverse() : ascending;
}

function searchable(user: User): string {
  const addresses = user.emails.map((email) => email.address);
  return [user.id, user.firstName, user.lastName, user.username, ...addresses].join('\n').toLowerCase();
}
