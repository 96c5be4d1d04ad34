import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { z } from 'zod';
import { ensureProfile } from '../account/profile.ts';
import { fail, type FieldFault } from '../errors/catalogue.ts';
import type { Actor } from '../policies/policy.ts';
import type { ApiServices } from '../services.ts';
import type { Call, Route } from './route.ts';

const parseJson = express.json({ limit: '1mb', strict: true });

/** Mounts the table: per route authenticate, check the address, ask the policy, check the body, act, present. */
export function mountRoutes(routes: readonly Route[], services: ApiServices): Router {
  const router = Router({ caseSensitive: true });
  for (const entry of routes) router[entry.method](entry.path, handlerOf(entry, services));
  return router;
}

function handlerOf(entry: Route, services: ApiServices): RequestHandler {
  return async (req, res) => {
    req.operation = entry.operation;
    const actor = await actorOf(entry, services, req);
    const params = checkAddress(entry.params, req.params);
    const context = { db: services.db, downloadSigningSecret: services.settings.DOWNLOAD_SIGNING_SECRET };
    const resource = await entry.policy.authorize(context, actor, params as never);
    const call = {
      actor,
      params,
      query: check(entry.query, req.query, 'query'),
      body: entry.body ? check(entry.body, await readBody(req, res), 'body') : undefined,
      resource,
      services,
      requestId: req.id,
      signal: abortedWith(res),
      req,
      res,
    };
    present(entry, res, await entry.handle(call as Call<never, never, never, never>));
  };
}

async function actorOf(entry: Route, services: ApiServices, req: Request): Promise<Actor> {
  if (entry.policy.bySignedAddress) return { userId: '' };
  const actor = await services.identity.authenticate(req.get('authorization'));
  req.userId = actor.userId;
  await ensureProfile(services.db, actor.userId);
  return actor;
}

function present(entry: Route, res: Response, result: unknown): void {
  if (entry.responds) return;
  if (entry.status === 204) res.status(204).end();
  else res.status(entry.status).json(entry.response ? entry.response.parse(result) : result);
}

/** An id that cannot exist is answered like one that does not. */
function checkAddress(schema: z.ZodType | undefined, params: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(params);
  if (!parsed.success) throw fail('not_found');
  return parsed.data;
}

function check(schema: z.ZodType | undefined, value: unknown, place: string): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const fields: FieldFault[] = parsed.error.issues.map((issue) => ({
    path: [place, ...issue.path].join('.'),
    message: issue.message,
  }));
  const first = fields[0];
  throw fail('invalid_request', { fields, detail: first ? `${first.path}: ${first.message}` : undefined });
}

async function readBody(req: Request, res: Response): Promise<unknown> {
  const hasBody =
    req.headers['transfer-encoding'] !== undefined || Number(req.get('content-length') ?? 0) > 0;
  if (hasBody && !req.is('application/json')) throw fail('unsupported_media_type');
  await new Promise<void>((resolve, reject) => {
    parseJson(req, res, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  return req.body;
}

function abortedWith(res: Response): AbortSignal {
  const controller = new AbortController();
  res.on('close', () => {
    if (!res.writableFinished) controller.abort();
  });
  return controller.signal;
}
