import { Hono } from 'hono';
import { readBody } from '../bapi/body.ts';
import { fail, notFound } from '../faults.ts';
import { freeAddress } from '../fapi/sign-up.ts';
import { guardSecret } from '../guards.ts';
import type { Instance } from '../instance.ts';
import { addClient, addPerson, factorAge, openSession } from '../people.ts';
import type { User } from '../store/records.ts';

/** What programs ask: whether the server is up, its key, the codes it sent, and sessions for tests. */
export function toolRoutes(instance: Instance): Hono {
  const { store, signer } = instance;
  const app = new Hono();

  app.get('/__local/health', (c) => c.json({ ok: true, publishableKey: instance.publishableKey }));
  app.get('/__local/jwt-key', (c) => c.text(signer.jwtKeyPem));
  app.get('/__local/outbox', (c) => {
    const to = c.req.query('to')?.toLowerCase();
    return c.json(store.letters.filter((letter) => !to || letter.to === to));
  });

  app.use('/__local/sessions', guardSecret(instance));
  app.post('/__local/sessions', async (c) => {
    const body = await readBody(c);
    const id = body.text('userId');
    const email = body.text('email');
    if (!id && !email) fail(422, 'form_param_missing', 'userId or email is needed.');
    const user = id
      ? (store.users.get(id) ?? notFound('The user'))
      : findOrAdd(instance, email ?? '', body.text('firstName'), body.text('lastName'));
    const session = openSession(store, addClient(store), user);
    const jwt = await signer.sessionToken({
      userId: user.id,
      sessionId: session.id,
      azp: body.text('azp') ?? [...instance.origins][0],
      factorAge: factorAge(session),
      ttlSeconds: body.number('ttl'),
    });
    await store.save();
    return c.json({ userId: user.id, sessionId: session.id, jwt });
  });

  return app;
}

function findOrAdd(
  instance: Instance,
  email: string,
  firstName: string | null | undefined,
  lastName: string | null | undefined,
): User {
  const found = instance.store.userByEmail(email);
  if (found) return found;
  return addPerson(instance.store, { emails: [freeAddress(instance.store, email)], firstName, lastName });
}
