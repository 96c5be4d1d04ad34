import { Hono, type Context } from 'hono';
import { fail } from '../faults.ts';
import type { Instance } from '../instance.ts';
import { factorAge } from '../people.ts';
import { newId, type Client } from '../store/records.ts';
import type { Nonces } from '../nonces.ts';
import { DEV_BROWSER, ensureClient } from './browser.ts';

const YEAR_S = 365 * 86_400;

/**
 * The web application's middleware sends a browser here when its cookies do not say whether somebody is
 * signed in. The answer leads back with the cookies to set on the application's own origin: fetched by a
 * nonce through the Backend API, or in a signed token.
 */
export function handshakeRoutes(instance: Instance, nonces: Nonces): Hono {
  const app = new Hono();

  app.get('/v1/client/handshake', async (c) => {
    const back = returnAddress(instance, c);
    const client = ensureClient(instance, c);
    const devBrowser = c.req.query(DEV_BROWSER) ?? newId('dvb');
    instance.store.handles.set(devBrowser, { id: devBrowser, clientId: client.id });
    const onlySuffixed = c.req.query('suffixed_cookies') === 'true';
    const directives = await cookieDirectives(instance, client, {
      devBrowser,
      azp: back.origin,
      suffixes: onlySuffixed ? [`_${instance.suffix}`] : ['', `_${instance.suffix}`],
    });
    if (c.req.query('format') === 'nonce') {
      back.searchParams.set('__clerk_handshake_nonce', nonces.put(directives));
    } else {
      back.searchParams.set('__clerk_handshake', await instance.signer.handshakeToken(directives));
    }
    await instance.store.save();
    c.header('Cache-Control', 'no-store');
    return c.redirect(back.href, 307);
  });

  app.get('/v1/client/touch', async (c) => {
    const back = returnAddress(instance, c);
    ensureClient(instance, c);
    await instance.store.save();
    return c.redirect(back.href, 307);
  });

  return app;
}

/** @throws ApiFault 400 unless the address lies on an origin of the web application. */
function returnAddress(instance: Instance, c: Context): URL {
  const told = c.req.query('redirect_url') ?? '';
  const url = URL.canParse(told) ? new URL(told) : undefined;
  if (!url || !instance.origins.has(url.origin)) {
    fail(400, 'invalid_redirect_url', 'redirect_url does not lie on an origin of the web application.');
  }
  return url;
}

/**
 * The unsuffixed cookies belong to every instance on the host together. They are left alone when the SDK
 * says that it reads the suffixed ones, so that a neighbour on another port stays signed in.
 */
async function cookieDirectives(
  instance: Instance,
  client: Client,
  input: { devBrowser: string; azp: string; suffixes: string[] },
): Promise<string[]> {
  const [session] = instance.store.activeSessions(client);
  const token =
    session &&
    (await instance.signer.sessionToken({
      userId: session.userId,
      sessionId: session.id,
      azp: input.azp,
      factorAge: factorAge(session),
    }));
  const signedInSince = session ? Math.floor(client.updatedAt / 1000) : 0;
  const attributes = (maxAge: number, sameSite: string) =>
    `; Path=/; Max-Age=${maxAge}; SameSite=${sameSite}`;
  return input.suffixes.flatMap((suffix) => [
    `${DEV_BROWSER}${suffix}=${input.devBrowser}${attributes(YEAR_S, 'Lax')}`,
    `__client_uat${suffix}=${signedInSince}${attributes(YEAR_S, 'Strict')}`,
    `__session${suffix}=${token ?? ''}${attributes(token ? YEAR_S : 0, 'Lax')}`,
  ]);
}
