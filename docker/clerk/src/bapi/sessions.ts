import { Hono } from 'hono';
import { notFound } from '../faults.ts';
import type { Instance } from '../instance.ts';
import { addClient, factorAge, openSession } from '../people.ts';
import { isLive } from '../store/store.ts';
import type { Session } from '../store/records.ts';
import { readBody } from './body.ts';

/** Sessions, for callers who hold the secret key. */
export function sessionRoutes(instance: Instance): Hono {
  const { store, signer } = instance;
  const app = new Hono();
  const sessionOf = (id: string): Session => store.sessions.get(id) ?? notFound('The session');

  app.get('/v1/sessions', (c) => {
    const { user_id: userId, client_id: clientId, status } = c.req.query();
    const found = [...store.sessions.values()].filter(
      (session) =>
        (!userId || session.userId === userId) &&
        (!clientId || session.clientId === clientId) &&
        (!status || statusOf(session) === status),
    );
    const data = found.map(backendSessionJson);
    return c.json(c.req.query('paginated') === 'true' ? { data, total_count: data.length } : data);
  });
  app.get('/v1/sessions/:id', (c) => c.json(backendSessionJson(sessionOf(c.req.param('id')))));

  app.post('/v1/sessions', async (c) => {
    const userId = (await readBody(c)).text('user_id') ?? '';
    const user = store.users.get(userId) ?? notFound('The user');
    const session = openSession(store, addClient(store), user);
    await store.save();
    return c.json(backendSessionJson(session));
  });

  app.post('/v1/sessions/:id/revoke', async (c) => {
    const session = sessionOf(c.req.param('id'));
    Object.assign(session, { status: 'revoked', updatedAt: Date.now() });
    await store.save();
    return c.json(backendSessionJson(session));
  });

  app.post('/v1/sessions/:id/tokens', async (c) => {
    const session = sessionOf(c.req.param('id'));
    if (!isLive(session)) notFound('An active session');
    const ttlSeconds = (await readBody(c)).number('expires_in_seconds');
    const { userId, id: sessionId } = session;
    const claims = { userId, sessionId, factorAge: factorAge(session), ttlSeconds };
    return c.json({ object: 'token', jwt: await signer.sessionToken(claims) });
  });

  return app;
}

function statusOf(session: Session): string {
  return session.status === 'active' && !isLive(session) ? 'expired' : session.status;
}

function backendSessionJson(session: Session) {
  return {
    object: 'session',
    id: session.id,
    client_id: session.clientId,
    user_id: session.userId,
    status: statusOf(session),
    last_active_at: session.lastActiveAt,
    last_active_organization_id: null,
    expire_at: session.expireAt,
    abandon_at: session.expireAt,
    created_at: session.createdAt,
    updated_at: session.updatedAt,
    actor: null,
  };
}
