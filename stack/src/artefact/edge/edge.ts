import { once } from 'node:events';
import { request as httpRequest, type RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import { pipeline } from 'node:stream/promises';

export interface EdgeOptions {
  host: string;
  port: number;
  tls: { key: string; cert: string };
  /** Who answers for each name. */
  sites: Record<string, RequestListener>;
}

/** Serves TLS for several names on one port. What asks for another name is refused. */
export async function startEdge({ host, port, tls, sites }: EdgeOptions): Promise<Server> {
  const server = createServer(tls, (request, response) => {
    const name = (request.headers.host ?? '').replace(/:\d+$/, '');
    const site = Object.hasOwn(sites, name) ? sites[name] : undefined;
    if (site) site(request, response);
    else response.writeHead(421).end();
  }).listen(port, host);
  await once(server, 'listening');
  return server;
}

/** Hands every request on as it is, the host's name included: a presigned address is signed with it. */
export function forwardTo(origin: string): RequestListener {
  return (request, response) => {
    const { method, headers } = request;
    const asked = httpRequest(new URL(request.url ?? '/', origin), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      // Without it the head of a stream would wait for its first part.
      response.flushHeaders();
      pipeline(answer, response).catch(() => response.destroy());
    });
    asked.once('error', () => {
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
    response.once('close', () => asked.destroy());
    // A viewer who goes in the middle of it ends the request behind it, too.
    pipeline(request, asked).catch(() => asked.destroy());
  };
}
