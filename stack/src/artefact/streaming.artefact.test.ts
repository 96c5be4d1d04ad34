import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { CONCURRENCY } from './serve.ts';
import { siteUnderTest } from './testing/site.ts';

/** Answers each call with what the test writes, when it writes it. */
const upstream = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/plain' });
  answered?.(response);
});
let answered: ((response: ServerResponse) => void) | undefined;
let upstreamUrl = '';

describe('an answer that comes in parts', () => {
  beforeAll(async () => {
    upstream.listen(0, '127.0.0.1');
    await once(upstream, 'listening');
    upstreamUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  });
  afterAll(() => upstream.close());
  const under = siteUnderTest(() => ({ CLERK_FAPI_URL: upstreamUrl }));

  // Nothing further is written before the part before has arrived: an answer that is collected anywhere never ends.
  it.each(['identity', 'gzip'])('reaches the viewer part by part as %s', async (encoding) => {
    const called = new Promise<ServerResponse>((resolve) => (answered = resolve));
    const asked = fetch(`${under.origin}/__clerk/v1/slow`, {
      headers: { 'accept-encoding': `${encoding};q=1` },
    });
    const writer = await called;
    writer.write('first\n');
    const response = await asked;
    expect(response.headers.get('content-encoding')).toBe(encoding);
    const parts = partsOf(response);
    expect(await parts.next()).toBe('first\n');
    writer.write('second\n');
    expect(await parts.next()).toBe('second\n');
    writer.end('third\n');
    expect(await parts.next()).toBe('third\n');
    expect(await parts.next()).toBeUndefined();
  });

  it('is run to its end although the viewer has gone, and the process takes other calls', async () => {
    const gone = new AbortController();
    const abandoned = await asManyAsRun(gone.signal);
    const noticed = Promise.all(abandoned.toViewers.map((answer) => once(answer, 'close')));
    gone.abort();
    await noticed;
    for (const writer of abandoned.writers) writer.write('second\n');
    const ended = Promise.all(abandoned.writers.map((writer) => once(writer, 'finish')));
    for (const writer of abandoned.writers) writer.end('third\n');
    await ended;
    // One after the other they would be answered by any process that is left; all at once they need all of them.
    for (const writer of (await asManyAsRun()).writers) writer.end('last\n');
    expect(under.site.server.coldStarts).toHaveLength(CONCURRENCY);
  });

  /** Has every process that may run begin with an answer, through a server whose own end of it is known. */
  async function asManyAsRun(signal?: AbortSignal): Promise<Begun> {
    const begun: Begun = { writers: [], toViewers: [] };
    const { writers, toViewers } = begun;
    answered = (writer) => writers.push(writer);
    const listener = under.site.listener('http');
    const server = createServer((request, response) => {
      toViewers.push(response);
      listener(request, response);
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const asked = Array.from({ length: CONCURRENCY }, () =>
      fetch(`http://127.0.0.1:${port}/__clerk/v1/slow`, { signal }),
    );
    await vi.waitFor(() => expect(writers).toHaveLength(CONCURRENCY), { timeout: 15_000 });
    for (const writer of writers) writer.write('first\n');
    await Promise.all(asked);
    return begun;
  }
});

/** Answers that have begun, as many as processes may run; the two lists need not be in the same order. */
interface Begun {
  /** The far ends, which write them. */
  writers: ServerResponse[];
  /** The near ends. */
  toViewers: ServerResponse[];
}

/** fetch has decoded the answer already; its parts stay apart. */
function partsOf(response: Response): { next(): Promise<string | undefined> } {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  return {
    next: async () => {
      const { value, done } = await reader.read();
      return done ? undefined : Buffer.from(value).toString('utf8');
    },
  };
}
