// One sandbox of Lambda: a process of its own with the function's variables alone. It loads the handler as
// the runtime of Lambda does, tells its parent where it listens, and answers invocations that come by HTTP.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

interface ResponseStream extends Writable {
  setContentType(type: string): void;
}

type Buffered = (event: unknown, context: unknown) => Promise<unknown>;
type Streamed = (event: unknown, stream: ResponseStream, context: unknown) => Promise<unknown>;

/** What the sandbox tells once it is ready. */
export interface SandboxReady {
  port: number;
  streaming: boolean;
}

const streamed = new WeakSet<object>();

// The runtime gives this to every handler; the wrapper of a streaming one calls it.
Object.assign(globalThis, {
  awslambda: {
    streamifyResponse: (handler: Streamed): Streamed => {
      streamed.add(handler);
      return handler;
    },
  },
});

const [folder = '', handlerName = ''] = process.argv.slice(2);
const [module = '', exported = ''] = handlerName.split('.');
const loaded = (await import(pathToFileURL(join(folder, `${module}.mjs`)).href)) as Record<string, unknown>;
const handler = loaded[exported];
if (typeof handler !== 'function') throw new Error(`${module}.mjs exports no function ${exported}`);
const isStreaming = streamed.has(handler);

const server = createServer((request, response) => {
  invoke(request, response).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'x-amz-function-error': 'Unhandled' }).end();
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const ready: SandboxReady = { port: (server.address() as AddressInfo).port, streaming: isStreaming };
process.send?.(ready);
// Nobody is left to ask.
process.once('disconnect', () => process.exit(0));

async function invoke(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const event: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
  const context = { awsRequestId: request.headers['x-request-id'], callbackWaitsForEmptyEventLoop: true };
  if (!isStreaming) {
    const answer = await (handler as Buffered)(event, context);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
    return;
  }
  const stream = responseStream(response);
  const finished = once(stream, 'finish');
  await (handler as Streamed)(event, stream, context);
  // Like the runtime of Lambda it waits for the end of the stream and does not make one: what is compressed comes later.
  await finished;
}

function responseStream(response: ServerResponse): ResponseStream {
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => void response.write(chunk, done),
    final: (done) => void response.end(done),
  });
  return Object.assign(stream, {
    setContentType: (type: string) => void response.setHeader('content-type', type),
  });
}
