import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
    const called = new Promise<ServerResponse>((resolve) => (answered = resolve));
    const gone = new AbortController();
    const asked = fetch(`${under.origin}/__clerk/v1/slow`, { signal: gone.signal });
    const writer = await called;
    writer.write('first\n');
    await asked;
    gone.abort();
    writer.write('second\n');
    const ended = once(writer, 'finish');
    writer.end('third\n');
    await ended;
    // When the processes that may run at once are taken by calls of nobody, this one waits for ever.
    for (let call = 0; call < 4; call += 1) {
      expect((await fetch(`${under.origin}/healthz`)).status).toBe(200);
    }
  });
});

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
