import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../log/logger.ts';
import { createConverterClient, type ConverterClient } from './client.ts';
import { faultyEngine, type FaultyEngine } from './faulty-engine.ts';
import { sampleDocx } from './sample-docx.ts';
import { createConverter, type Converter } from './server.ts';

let engine: FaultyEngine;
let converter: Converter;
let server: Server;
let url: string;
let client: ConverterClient;

beforeEach(async () => {
  engine = faultyEngine();
  converter = await createConverter({
    engine,
    instances: 1,
    timeoutMs: 100,
    maxBytes: 100_000,
    queueLimit: 4,
    logger: createLogger({ level: 'silent', role: 'test' }),
  });
  await converter.start();
  server = createServer(converter.handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = createConverterClient({ url, timeoutMs: 5_000 });
});

afterEach(async () => {
  server.close();
  await converter.stop();
});

/** A sound DOCX whose uncompressed comment part orders a fault. */
function docxWith(text: string): Uint8Array {
  const part = (content: string): [Uint8Array, { level: 0 }] => [strToU8(content), { level: 0 }];
  return zipSync({ '[Content_Types].xml': part('<Types/>'), 'word/document.xml': part(text) });
}

describe('the converter over HTTP', () => {
  it.each([
    ['an empty file', 'docx', Buffer.alloc(0), 'empty'],
    ['text called DOCX', 'docx', Buffer.from('Dear Sirs, we refer to the lease.'), 'not_a_docx'],
    ['a PNG called DOCX', 'docx', Buffer.from('89504e470d0a1a0a00', 'hex'), 'not_a_docx'],
    ['a ZIP of another kind', 'docx', zipSync({ 'a.txt': strToU8('a') }), 'not_a_docx'],
    ['a cut DOCX', 'docx', sampleDocx().subarray(0, 400), 'corrupt_zip'],
    ['a DOCX called DOC', 'doc', sampleDocx(), 'not_a_doc'],
  ] as const)('refuses %s before an instance sees it', async (_name, from, bytes, reason) => {
    const result = await client.convert(bytes, from, 'pdf');
    expect(result).toMatchObject({ ok: false, code: 'source_unreadable', reason, retryable: false });
    expect(converter.status().counts).toMatchObject({ converted: 0, refused: 0 });
  });

  it.each([
    ['pdf', 'docx'],
    ['docx', 'doc'],
    ['docx', 'exe'],
  ])('refuses %s to %s', async (from, to) => {
    const response = await fetch(`${url}/convert?from=${from}&to=${to}`, { method: 'POST', body: 'x' });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'unsupported_conversion', status: 400 });
  });

  it('refuses a file above the limit, with and without a declared length', async () => {
    const large = new Uint8Array(200_000);
    expect(await client.convert(large, 'docx', 'pdf')).toMatchObject({ ok: false, code: 'too_large' });
    const body = new Blob([large]).stream();
    const streamed = await fetch(`${url}/convert?from=docx&to=pdf`, { method: 'POST', body, duplex: 'half' });
    expect(streamed.status).toBe(413);
  });

  it('refuses a result that is not a document', async () => {
    for (const order of ['fault:nothing', 'no order: the DOCX itself comes back']) {
      const result = await client.convert(docxWith(order), 'docx', 'pdf');
      expect(result).toMatchObject({ ok: false, code: 'conversion_failed', retryable: false });
    }
  });

  it('names a time limit', async () => {
    const result = await client.convert(docxWith('fault:hang'), 'docx', 'pdf');
    expect(result).toMatchObject({ ok: false, code: 'conversion_timeout', retryable: true });
  });

  it('says when to come back when the queue is full', async () => {
    const calls = Array.from({ length: 6 }, () => client.convert(docxWith('fault:hang'), 'docx', 'pdf'));
    const results = await Promise.all(calls);
    const busy = results.find((result) => !result.ok && result.code === 'converter_busy');
    expect(busy).toMatchObject({ retryable: true, retryAfterMs: 2000 });
  });

  it('tells its state', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
    const status = (await (await fetch(`${url}/status`)).json()) as object;
    expect(status).toMatchObject({ engine: 'uno', version: 'faulty 1', instances: { wanted: 1, ready: 1 } });
  });

  it('is named unavailable by the client when it does not listen or does not answer', async () => {
    const closed = createConverterClient({ url: 'http://127.0.0.1:9', timeoutMs: 1_000 });
    const refused = await closed.convert(sampleDocx(), 'docx', 'pdf');
    expect(refused).toMatchObject({ ok: false, code: 'converter_unavailable', retryable: true });
    const hasty = createConverterClient({ url, timeoutMs: 20 });
    const late = await hasty.convert(docxWith('fault:hang'), 'docx', 'pdf');
    expect(late).toMatchObject({ ok: false, code: 'converter_unavailable' });
  });

  it("ends with the caller's own abort", async () => {
    const caller = new AbortController();
    const call = client.convert(docxWith('fault:hang'), 'docx', 'pdf', caller.signal);
    caller.abort(new Error('the caller left'));
    await expect(call).rejects.toThrow('the caller left');
  });
});
