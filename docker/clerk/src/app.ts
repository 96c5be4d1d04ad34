import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { assetRoutes } from './assets.ts';
import { sessionRoutes } from './bapi/sessions.ts';
import { tokenRoutes } from './bapi/tokens.ts';
import { userRoutes } from './bapi/users.ts';
import { browserRoutes } from './fapi/browsers.ts';
import { handshakeRoutes } from './fapi/handshake.ts';
import { meRoutes } from './fapi/me.ts';
import { signInRoutes } from './fapi/sign-in.ts';
import { signUpRoutes } from './fapi/sign-up.ts';
import { ApiFault, faultOf } from './faults.ts';
import { guardHost, guardLocal, guardOrigin, guardSecret } from './guards.ts';
import type { Instance } from './instance.ts';
import { pageRoutes } from './local/page-routes.ts';
import { toolRoutes } from './local/tool-routes.ts';
import { createNonces } from './nonces.ts';

const BODY_LIMIT = 256 * 1024;

/** First segments under /v1 that belong to the Backend API; the rest is the browser's. */
const BACKEND_PATHS = [
  'users',
  'sessions',
  'jwks',
  'clients',
  'testing_tokens',
  'sign_in_tokens',
  'email_addresses',
];

/** The whole server as one function from request to response. */
export function createApp(instance: Instance): (request: Request) => Response | Promise<Response> {
  const app = new Hono();
  const nonces = createNonces();
  app.use(guardHost(instance), guardOrigin(instance));
  app.use(bodyLimit({ maxSize: BODY_LIMIT }));
  app.use('/__local/*', guardLocal);
  for (const path of BACKEND_PATHS) {
    app.use(`/v1/${path}`, guardSecret(instance));
    app.use(`/v1/${path}/*`, guardSecret(instance));
  }
  const parts = [
    assetRoutes(instance),
    userRoutes(instance),
    sessionRoutes(instance),
    tokenRoutes(instance, nonces),
    browserRoutes(instance),
    signUpRoutes(instance),
    signInRoutes(instance),
    meRoutes(instance),
    handshakeRoutes(instance, nonces),
    toolRoutes(instance),
    pageRoutes(instance),
  ];
  for (const part of parts) app.route('/', part);
  app.notFound((c) => {
    instance.announce(`not offered: ${c.req.method} ${c.req.path}`);
    const text = `${c.req.method} ${c.req.path} is not offered by the local sign-in server.`;
    return c.json({ errors: [faultOf('not_offered_locally', text)] }, 404);
  });
  app.onError((error, c) => {
    if (error instanceof ApiFault) return c.json({ errors: error.errors }, error.status as 400);
    instance.announce(`error in ${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`);
    return c.json({ errors: [faultOf('internal_clerk_error', 'The local sign-in server failed.')] }, 500);
  });
  return (request) => app.fetch(withRealMethod(request));
}

/** clerk-js sends GET and POST only and names the verb it means in `_method`, to spare a preflight. */
function withRealMethod(request: Request): Request {
  if (request.method !== 'POST') return request;
  const method = new URL(request.url).searchParams.get('_method') ?? '';
  if (!/^(PUT|PATCH|DELETE)$/.test(method)) return request;
  const init = { method, headers: request.headers, body: request.body, duplex: 'half' };
  return new Request(request.url, init as RequestInit);
}
