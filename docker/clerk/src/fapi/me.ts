import { Hono } from 'hono';
import { fail } from '../faults.ts';
import type { Instance } from '../instance.ts';
import { sessionJson } from '../json/session.ts';
import { userJson } from '../json/user.ts';
import { assertPasswordLength, checkPassword, hashPassword } from '../passwords.ts';
import { closeSessions, endSessionsOf, removePerson, setPassword } from '../people.ts';
import { personOf, reply, viewOf } from './browser.ts';
import { readForm, readMetadata } from './form.ts';

/** What a person does to their own account in the profile window. */
export function meRoutes(instance: Instance): Hono {
  const { store } = instance;
  const app = new Hono();

  app.on(['GET', 'PATCH'], '/v1/me', async (c) => {
    const { client, user } = personOf(instance, c);
    if (c.req.method === 'PATCH') {
      const form = await readForm(c);
      if (form.first_name !== undefined) user.firstName = form.first_name || null;
      if (form.last_name !== undefined) user.lastName = form.last_name || null;
      if (form.unsafe_metadata) user.unsafeMetadata = readMetadata(form.unsafe_metadata, 'unsafe_metadata');
      user.updatedAt = Date.now();
    }
    return reply(instance, c, client, userJson(viewOf(instance, c), user));
  });

  app.delete('/v1/me', async (c) => {
    const { client, session, user } = personOf(instance, c);
    removePerson(store, user);
    closeSessions(client, [session]);
    return reply(instance, c, client, { object: 'user', id: user.id, deleted: true });
  });

  app.post('/v1/me/change_password', async (c) => {
    const { client, session, user } = personOf(instance, c);
    const form = await readForm(c);
    const current = form.current_password ?? '';
    if (user.passwordHash && !(await checkPassword(current, user.passwordHash))) {
      fail(422, 'form_password_incorrect', 'Password is incorrect.', 'current_password');
    }
    const next = form.new_password ?? '';
    assertPasswordLength(next, 'new_password');
    setPassword(user, await hashPassword(next));
    if (form.sign_out_of_other_sessions === 'true') endSessionsOf(store, user.id, 'revoked', session.id);
    return reply(instance, c, client, userJson(viewOf(instance, c), user));
  });

  app.get('/v1/me/sessions/active', async (c) => {
    const { client } = personOf(instance, c);
    const view = viewOf(instance, c);
    const activity = { object: 'session_activity', browser_name: 'Browser', device_type: 'Computer' };
    const sessions = store.activeSessions(client).map(async (session) => ({
      ...(await sessionJson(view, session)),
      user: null,
      latest_activity: { ...activity, id: session.id, is_mobile: false },
    }));
    return c.json(await Promise.all(sessions));
  });

  // Answered in Clerk's shape, so that the profile window shows the reason where the person clicked.
  app.all('/v1/me/*', (c) => {
    personOf(instance, c);
    const text = 'The local sign-in server does not change addresses, pictures or connected accounts.';
    return fail(422, 'feature_not_supported_locally', text);
  });

  return app;
}
