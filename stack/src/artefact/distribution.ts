import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { SiteBucket } from './bucket.ts';
import { FunctionError, type FunctionAnswer } from './lambda/answer.ts';
import { functionUrlEvent, type OriginRequest } from './lambda/event.ts';
import type { LambdaFunction } from './lambda/function.ts';
import { hasTooManyHeaders, headersOfEdge, originOf, tooManyHeaders, type SiteRoutes } from './routes.ts';

export interface DistributionOptions {
  routes: SiteRoutes;
  bucket: SiteBucket;
  server: LambdaFunction;
  image: LambdaFunction;
  /** Told of every call of a function and how it ended, one line each. */
  onCall?: (line: string) => void;
}

/** What CloudFront sends on to a function that only answers to requests it has signed. */
const LARGEST_BODY = 1024 * 1024;

/**
 * Clerk's own scripts come through the site only where a stand-in serves them. The function packs everything as small
 * as can be, which takes it a second for these; on AWS it never sees them.
 */
const standInScripts = /^\/__clerk\/npm\//;

/** Between two neighbours only; CloudFront passes none of them on, in either direction. */
const hopByHop = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade', 'expect'],
]);

/**
 * What stands for CloudFront and SST's function at its edge, before the bucket and the two functions.
 *
 * @param scheme how viewers speak to it; on AWS always https
 */
export function distribution(options: DistributionOptions, scheme: 'http' | 'https'): RequestListener {
  return (request, response) => {
    answer(options, scheme, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else response.writeHead(error instanceof FunctionError ? 502 : 500).end();
    });
  };
}

async function answer(
  options: DistributionOptions,
  scheme: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://any').pathname;
  const origin = originOf(path, options.routes);
  if (origin.from === 'bucket') return answerFile(options.bucket, origin.path, request, response);
  const viewer = viewerHeaders(request);
  const ofEdge = headersOfEdge(path, viewer);
  if (hasTooManyHeaders({ ...viewer, ...ofEdge })) {
    const { status, headers, body: text } = tooManyHeaders;
    return void response.writeHead(status, headers).end(text);
  }
  const body = await readBody(request);
  if (body === undefined) return void response.writeHead(413).end();
  const asked: OriginRequest = {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: {
      ...viewer,
      ...ofEdge,
      ...connectionHeaders(request, scheme),
      ...(standInScripts.test(path) ? { 'accept-encoding': 'identity' } : {}),
    },
    body,
  };
  const called = origin.from === 'image' ? options.image : options.server;
  const started = performance.now();
  const tell = (how: string | number): void =>
    options.onCall?.(`${asked.method} ${path} ${how} ${(performance.now() - started).toFixed(0)} ms`);
  try {
    const answered = await called.invoke(functionUrlEvent(asked));
    await send(answered, request, response);
    tell(answered.statusCode);
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
    throw error;
  }
}

async function answerFile(
  bucket: SiteBucket,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = await bucket.read(decodeURIComponent(path).slice(1));
  // CloudFront may read the objects and not list them, so what is not there is refused.
  if (!file) return void response.writeHead(403, { 'content-type': 'application/xml' }).end();
  if (request.headers['if-none-match'] === file.headers.etag)
    return void response.writeHead(304, file.headers).end();
  response.writeHead(200, { ...file.headers, 'content-length': file.body.byteLength });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

/** The viewer's own headers by name in lower case, several of one name joined. */
function viewerHeaders({ headers }: IncomingMessage): Record<string, string> {
  const own = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || hopByHop.has(name) ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
  );
  return Object.fromEntries(own);
}

/** Who the viewer really spoke to, whatever it claims. */
function connectionHeaders(request: IncomingMessage, scheme: string): Record<string, string> {
  return {
    'x-forwarded-proto': scheme,
    'x-forwarded-port': scheme === 'https' ? '443' : '80',
    'x-forwarded-for': request.socket.remoteAddress ?? '',
    'x-amz-cf-id': randomUUID(),
    via: '2.0 site.cloudfront.net (CloudFront)',
  };
}

/** The body, undefined when there is more of it than is sent on. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += (part as Buffer).length;
    if (bytes > LARGEST_BODY) return undefined;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

async function send(
  { statusCode, headers, cookies, body }: FunctionAnswer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // The length was counted before the function compressed what it sends.
  const own = Object.entries(headers).filter(
    ([name]) => !hopByHop.has(name.toLowerCase()) && name.toLowerCase() !== 'content-length',
  );
  response.writeHead(statusCode, { ...Object.fromEntries(own), 'set-cookie': cookies });
  // Without a first write the head would wait for the body.
  response.flushHeaders();
  for await (const chunk of body) {
    // A viewer who has gone does not end the invocation.
    if (response.destroyed || request.method === 'HEAD') continue;
    if (!response.write(chunk)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}
