import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SiteBucket } from './bucket.ts';
import type { Behaviour } from './faults.ts';
import { FunctionError, type FunctionAnswer } from './lambda/answer.ts';
import { functionUrlEvent, type OriginRequest } from './lambda/event.ts';
import type { LambdaFunction } from './lambda/function.ts';

export interface DistributionOptions {
  behaviours: readonly Behaviour[];
  bucket: SiteBucket;
  server: LambdaFunction;
  image: LambdaFunction;
  /** 0 takes a free one. */
  port: number;
  /** Serves TLS with it; without it plain HTTP, for a stack on localhost. */
  tls?: { key: string; cert: string };
}

/** What stands for CloudFront: one listener before the bucket and the two functions. */
export interface Distribution extends AsyncDisposable {
  port: number;
}

/** What CloudFront sends on to a function that only answers to requests it has signed. */
const LARGEST_BODY = 1024 * 1024;

/** Between two neighbours only; CloudFront passes none of them on, in either direction. */
const hopByHop = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade', 'expect'],
]);

/** Plays the behaviours that the build asks for. */
export async function startDistribution(options: DistributionOptions): Promise<Distribution> {
  const listener: RequestListener = (request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else response.writeHead(error instanceof FunctionError ? 502 : 500).end();
    });
  };
  const server = options.tls ? createTlsServer(options.tls, listener) : createServer(listener);
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(
  options: DistributionOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://any').pathname;
  const origin = originFor(path, options.behaviours);
  if (origin === 's3') return answerFile(options.bucket, path, request, response);
  const body = await readBody(request);
  if (body === undefined) return void response.writeHead(413).end();
  const scheme = options.tls ? 'https' : 'http';
  const asked: OriginRequest = {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: originHeaders(request, scheme),
    body,
  };
  const called = origin === 'imageOptimizer' ? options.image : options.server;
  await send(await called.invoke(functionUrlEvent(asked)), request, response);
}

/** The origin that answers for a path. */
export function originFor(path: string, behaviours: readonly Behaviour[]): string {
  const specific = behaviours.filter(({ pattern }) => pattern !== '*');
  return specific.find(({ pattern }) => fits(`/${pattern}`, path))?.origin ?? 'default';
}

function fits(pattern: string, path: string): boolean {
  const escaped = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`).test(path);
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

/** What the functions see: the viewer's own headers, and who they really spoke to, whatever they claim. */
function originHeaders(request: IncomingMessage, scheme: string): Record<string, string> {
  const own = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || hopByHop.has(name) ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
  );
  return {
    ...Object.fromEntries(own),
    'x-forwarded-host': request.headers.host ?? '',
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
