import type { MiddlewareHandler } from 'hono';
import { fail, faultOf } from './faults.ts';
import { sameSecret } from './fapi/browser.ts';
import type { Instance } from './instance.ts';

const OWN_NAMES = /^(localhost|127\.0\.0\.1|\[::1\]|([a-z0-9-]+\.)+localhost)$/i;

/** Only names of this machine may address the server: a name of elsewhere that resolves here is refused. */
export function guardHost(instance: Instance): MiddlewareHandler {
  return async (c, next) => {
    const host = (c.req.header('host') ?? '').replace(/:\d+$/, '');
    if (!OWN_NAMES.test(host) && !instance.extraHosts.has(host)) {
      fail(400, 'host_invalid', `This server does not answer for the host ${host || '(none)'}.`);
    }
    await next();
  };
}

/** Browsers may call from the web application's origins, and a page of this server from its own. */
export function guardOrigin(instance: Instance): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (!origin || origin === new URL(c.req.url).origin) return next();
    const local = c.req.path.startsWith('/__local');
    if (local || !instance.origins.has(origin)) {
      fail(400, 'origin_invalid', `Pages of ${origin} may not call this server; --origins names who may.`);
    }
    const headers = {
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers': 'Authorization, Clerk-Db-Jwt',
      Vary: 'Origin',
    };
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    if (c.req.method !== 'OPTIONS') return next();
    c.header('Access-Control-Allow-Methods', 'GET,POST,PUT,PATCH,DELETE');
    c.header('Access-Control-Allow-Headers', c.req.header('access-control-request-headers') ?? '*');
    return c.body(null, 204);
  };
}

/** The pages and tools for developers are for this address only, never through the web application's proxy. */
export const guardLocal: MiddlewareHandler = async (c, next) => {
  if (c.req.header('clerk-proxy-url')) {
    return c.json({ errors: [faultOf('resource_not_found', 'Not available through the proxy.')] }, 404);
  }
  await next();
};

/** Callers of the Backend API show the secret key. */
export function guardSecret(instance: Instance): MiddlewareHandler {
  return async (c, next) => {
    if (!sameSecret(c.req.header('authorization') ?? '', `Bearer ${instance.secretKey}`)) {
      fail(401, 'secret_key_invalid', 'The provided Clerk Secret Key is invalid.');
    }
    await next();
  };
}
