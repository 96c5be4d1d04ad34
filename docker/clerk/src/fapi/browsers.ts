import { Hono } from 'hono';
import type { Instance } from '../instance.ts';
import { environmentJson } from '../json/environment.ts';
import { clientJson, sessionJson, sessionToken } from '../json/session.ts';
import { addClient, closeSessions } from '../people.ts';
import { newId } from '../store/records.ts';
import { ensureClient, reply, sessionOf, viewOf } from './browser.ts';

/** The environment, the browser itself and the session it holds. */
export function browserRoutes(instance: Instance): Hono {
  const { store, signer } = instance;
  const app = new Hono();

  app.on(['GET', 'PATCH'], '/v1/environment', (c) => c.json(environmentJson()));
  app.get('/.well-known/jwks.json', async (c) => c.json(await signer.jwks()));

  app.post('/v1/dev_browser', async (c) => {
    const handle = { id: newId('dvb'), clientId: addClient(store).id };
    store.handles.set(handle.id, handle);
    await store.save();
    const now = Date.now();
    return c.json({ object: 'dev_browser', id: handle.id, created_at: now, updated_at: now });
  });

  app.on(['GET', 'PUT', 'POST'], '/v1/client', async (c) => {
    const client = ensureClient(instance, c);
    await store.save();
    return c.json({ response: await clientJson(viewOf(instance, c), client), client: null });
  });

  app.on('DELETE', ['/v1/client', '/v1/client/sessions'], async (c) => {
    const client = ensureClient(instance, c);
    closeSessions(client, store.activeSessions(client));
    return reply(instance, c, client, await clientJson(viewOf(instance, c), client));
  });

  app.post('/v1/client/sessions/:id/touch', async (c) => {
    const { client, session } = sessionOf(instance, c, c.req.param('id'));
    session.lastActiveAt = Date.now();
    client.lastActiveSessionId = session.id;
    const user = store.userOf(session.userId);
    if (user) user.lastActiveAt = session.lastActiveAt;
    return reply(instance, c, client, await sessionJson(viewOf(instance, c), session));
  });

  app.post('/v1/client/sessions/:id/tokens', async (c) => {
    const { session } = sessionOf(instance, c, c.req.param('id'));
    return c.json({ object: 'token', jwt: await sessionToken(viewOf(instance, c), session) });
  });

  app.post('/v1/client/sessions/:id/tokens/:template', async (c) => {
    const { session } = sessionOf(instance, c, c.req.param('id'));
    const { azp } = viewOf(instance, c);
    return c.json({ object: 'token', jwt: await signer.templateToken({ userId: session.userId, azp }) });
  });

  app.post('/v1/client/sessions/:id/:verb{remove|end}', async (c) => {
    const { client, session } = sessionOf(instance, c, c.req.param('id'));
    const ended = await sessionJson(viewOf(instance, c), session);
    closeSessions(client, [session]);
    return reply(instance, c, client, { ...ended, status: session.status, last_active_token: null });
  });

  return app;
}
