import { Hono } from 'hono';
import { fail, notFound } from '../faults.ts';
import type { Instance } from '../instance.ts';
import type { Nonces } from '../nonces.ts';
import { newId, type Ticket } from '../store/records.ts';
import { addTicket, ticketUrl } from '../tickets.ts';
import { readBody } from './body.ts';

const MONTH_S = 30 * 86_400;

/** Keys, handshakes, testing tokens and sign-in tokens, for callers who hold the secret key. */
export function tokenRoutes(instance: Instance, nonces: Nonces): Hono {
  const { store, signer } = instance;
  const app = new Hono();

  app.get('/v1/jwks', async (c) => c.json(await signer.jwks()));

  app.get('/v1/clients/handshake_payload', (c) => {
    const directives = nonces.take(c.req.query('nonce') ?? '');
    if (!directives) fail(404, 'resource_not_found', 'The handshake nonce is unknown, used or expired.');
    return c.json({ directives });
  });

  // There is no bot check here that such a token would have to pass.
  app.post('/v1/testing_tokens', (c) => {
    const expiresAt = Math.floor(Date.now() / 1000) + 3600;
    return c.json({ object: 'testing_token', token: newId('testing'), expires_at: expiresAt });
  });

  const ticketJson = (ticket: Ticket) => ({
    object: 'sign_in_token',
    id: ticket.id,
    user_id: ticket.userId,
    token: ticket.token,
    status: ticket.status,
    url: ticketUrl(instance, ticket),
    created_at: ticket.createdAt,
    updated_at: ticket.createdAt,
  });
  app.post('/v1/sign_in_tokens', async (c) => {
    const body = await readBody(c);
    const user = store.users.get(body.text('user_id') ?? '') ?? notFound('The user');
    const ticket = addTicket(instance, user.id, body.number('expires_in_seconds') ?? MONTH_S);
    await store.save();
    return c.json(ticketJson(ticket));
  });
  app.post('/v1/sign_in_tokens/:id/revoke', async (c) => {
    const ticket = store.tickets.get(c.req.param('id')) ?? notFound('The sign-in token');
    ticket.status = 'revoked';
    await store.save();
    return c.json(ticketJson(ticket));
  });

  return app;
}
