import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { createHash, createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalRequest } from '../sigv4/canonical.ts';
import { EMPTY_SHA256, sha256Hex, signingKey } from '../sigv4/signature.ts';
import {
  BUCKET as Bucket,
  clientConfig,
  KEY,
  outcome,
  refusal,
  startTestServer,
  type TestServer,
} from '../testing.ts';

let server: TestServer;
let presigner: S3Client;
beforeAll(async () => {
  server = await startTestServer();
  presigner = new S3Client({ ...clientConfig(server.url), requestChecksumCalculation: 'WHEN_REQUIRED' });
  await server.s3.send(new PutObjectCommand({ Bucket, Key: 'signed/é.txt', Body: 'signed' }));
});
afterAll(() => server.close());

const DENIED = { status: 403, code: 'SignatureDoesNotMatch' };
const read = async (key: string) => {
  const answer = await server.s3.send(new GetObjectCommand({ Bucket, Key: key }));
  return answer.Body!.transformToString();
};

describe('signed headers', () => {
  const head = (more: object) => {
    const client = new S3Client({ ...clientConfig(server.url), ...more });
    return client.send(new GetObjectCommand({ Bucket, Key: 'signed/é.txt' }));
  };

  it('refuses a wrong secret, an unknown key and no key', async () => {
    expect(await refusal(head({ credentials: { ...KEY, secretAccessKey: 'wrong' } }))).toEqual({
      name: 'SignatureDoesNotMatch',
      status: 403,
    });
    const unknown = head({ credentials: { ...KEY, accessKeyId: 'nobody' } });
    expect(await refusal(unknown)).toEqual({ name: 'InvalidAccessKeyId', status: 403 });
    const anonymous = await fetch(`${server.url}/${Bucket}/signed/%C3%A9.txt`);
    expect(await outcome(anonymous)).toEqual({ status: 403, code: 'AccessDenied' });
  });

  it('refuses a clock that is wrong by more than 15 minutes', async () => {
    // The SDK corrects its clock by the answer and tries again, so it gets one attempt.
    const skewed = head({ systemClockOffset: -16 * 60_000 });
    expect(await refusal(skewed)).toEqual({ name: 'RequestTimeTooSkewed', status: 403 });
    await head({ systemClockOffset: 14 * 60_000 });
  });

  it('refuses a header that was added and not signed', async () => {
    const answer = await send('PUT', '/signed/extra', 'x', { extra: { 'x-amz-meta-evil': '1' } });
    expect(answer).toEqual({ status: 403, code: 'AccessDenied' });
  });

  it('refuses a body that is not the one signed', async () => {
    expect(await send('PUT', '/signed/body', 'right', {})).toEqual({ status: 200, code: undefined });
    expect(await send('PUT', '/signed/body', 'right', { sentBody: 'wrong' })).toEqual({
      status: 400,
      code: 'XAmzContentSHA256Mismatch',
    });
    expect(await read('signed/body')).toBe('right');
  });
});

describe('presigned addresses', () => {
  const presignGet = (more = {}, options = {}) =>
    getSignedUrl(presigner, new GetObjectCommand({ Bucket, Key: 'signed/é.txt', ...more }), options);

  it('reads, with the name and type the address gives', async () => {
    const url = await presignGet({
      ResponseContentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent('Vertrag é.pdf')}`,
      ResponseContentType: 'application/pdf',
    });
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''Vertrag%20%C3%A9.pdf",
    );
    expect(await answer.text()).toBe('signed');
    const ranged = await fetch(url, { headers: { range: 'bytes=0-2' } });
    expect([ranged.status, await ranged.text()]).toEqual([206, 'sig']);
  });

  it('refuses what was tampered with', async () => {
    const url = await presignGet();
    expect(await outcome(await fetch(url.replace('.txt', '.doc')))).toEqual(DENIED);
    expect(await outcome(await fetch(url.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=604800')))).toEqual(
      DENIED,
    );
    expect(await outcome(await fetch(`${url}&response-content-type=text/html`))).toEqual(DENIED);
    expect(await outcome(await fetch(url, { method: 'DELETE' }))).toEqual(DENIED);
    const missing = await outcome(await fetch(url.replace(/&X-Amz-Expires=\d+/, '')));
    expect(missing).toEqual({ status: 400, code: 'AuthorizationQueryParametersError' });
  });

  it('refuses one that has expired, or is not valid yet', async () => {
    const earlier = await presignGet({}, { expiresIn: 60, signingDate: new Date(Date.now() - 61_000) });
    const answer = await fetch(earlier);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('<Message>Request has expired</Message>');
    const later = await presignGet({}, { signingDate: new Date(Date.now() + 3_600_000) });
    expect((await outcome(await fetch(later))).status).toBe(403);
  });

  it('holds an upload to what was signed, and lets it happen once', async () => {
    const bytes = Buffer.from('the contract');
    const sha = createHash('sha256').update(bytes).digest('base64');
    const command = new PutObjectCommand({
      Bucket,
      Key: 'signed/upload.pdf',
      ContentType: 'application/pdf',
      ContentLength: bytes.length,
      ChecksumSHA256: sha,
      IfNoneMatch: '*',
    });
    const url = await getSignedUrl(presigner, command, {
      signableHeaders: new Set([
        'host',
        'content-type',
        'content-length',
        'if-none-match',
        'x-amz-checksum-sha256',
      ]),
      unhoistableHeaders: new Set(['x-amz-checksum-sha256', 'if-none-match']),
    });
    const headers = { 'content-type': 'application/pdf', 'if-none-match': '*', 'x-amz-checksum-sha256': sha };
    const put = async (body: string, more: Record<string, string> = {}) =>
      outcome(await fetch(url, { method: 'PUT', body, headers: { ...headers, ...more } }));
    expect(await put('the kontract')).toEqual({ status: 400, code: 'BadDigest' });
    expect(await put('the contract', { 'content-type': 'text/html' })).toEqual(DENIED);
    expect(await put('the contract and more')).toEqual(DENIED);
    const { 'if-none-match': _, ...without } = headers;
    expect(await outcome(await fetch(url, { method: 'PUT', body: bytes, headers: without }))).toEqual(DENIED);
    expect(await put('the contract', { 'x-amz-meta-more': '1' })).toEqual({
      status: 403,
      code: 'AccessDenied',
    });
    expect(await put('the contract')).toEqual({ status: 200, code: undefined });
    expect(await put('the contract')).toEqual({ status: 412, code: 'PreconditionFailed' });
    const stored = await server.s3.send(new HeadObjectCommand({ Bucket, Key: 'signed/upload.pdf' }));
    expect(stored).toMatchObject({ ContentType: 'application/pdf', ContentLength: bytes.length });
  });
});

describe('form uploads', () => {
  const form = async (
    options: Partial<PresignedPostOptions>,
    file: string | Buffer,
    change: (data: FormData) => void = () => {},
  ) => {
    const { url, fields } = await createPresignedPost(presigner, {
      Bucket,
      Key: 'forms/${filename}',
      Conditions: [
        ['content-length-range', 3, 10],
        ['starts-with', '$Content-Type', 'text/'],
      ],
      Fields: { 'Content-Type': 'text/plain', success_action_status: '201' },
      ...options,
    });
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    change(data);
    data.set('file', new Blob([file]), 'a b é.txt');
    return outcome(await fetch(url, { method: 'POST', body: data }));
  };

  it('stores a file within the policy', async () => {
    expect(await form({}, 'inside')).toEqual({ status: 201, code: undefined });
    const found = await server.s3.send(new GetObjectCommand({ Bucket, Key: 'forms/a b é.txt' }));
    expect(found.ContentType).toBe('text/plain');
    expect(await found.Body!.transformToString()).toBe('inside');
  });

  it('refuses what the policy does not allow', async () => {
    expect(await form({}, 'x'.repeat(11))).toEqual({ status: 400, code: 'EntityTooLarge' });
    expect(await form({}, 'x')).toEqual({ status: 400, code: 'EntityTooSmall' });
    const set = (name: string, value: string) => (data: FormData) => data.set(name, value);
    const denied = { status: 403, code: 'AccessDenied' };
    expect(await form({}, 'inside', set('Content-Type', 'image/png'))).toEqual(denied);
    expect(await form({}, 'inside', set('success_action_status', '200'))).toEqual(denied);
    expect(await form({}, 'inside', set('x-amz-meta-more', 'x'))).toEqual(denied);
    expect(await form({}, 'inside', (data) => data.delete('Policy'))).toEqual(denied);
    expect(await form({ Key: 'forms/fixed' }, 'inside', set('key', 'forms/other'))).toEqual(denied);
    expect(await form({ Expires: -1 }, 'inside')).toEqual(denied);
  });

  it('refuses a policy that was changed, and another secret', async () => {
    const longer = (data: FormData) => {
      const policy = JSON.parse(Buffer.from(String(data.get('Policy')), 'base64').toString()) as object;
      data.set(
        'Policy',
        Buffer.from(JSON.stringify({ ...policy, expiration: '2099-01-01T00:00:00Z' })).toString('base64'),
      );
    };
    expect(await form({}, 'inside', longer)).toEqual(DENIED);
    expect(await form({}, 'inside', (data) => data.set('X-Amz-Signature', '0'.repeat(64)))).toEqual(DENIED);
  });

  it('checks a checksum among the fields', async () => {
    const crc = (value: string) => ({
      Fields: { 'Content-Type': 'text/plain', 'x-amz-checksum-crc32': value },
    });
    expect(await form(crc('NhCmhg=='), 'hello')).toEqual({ status: 204, code: undefined });
    expect(await form(crc('NhCmhg=='), 'hella')).toEqual({ status: 400, code: 'BadDigest' });
  });
});

describe('signed chunks', () => {
  it('takes a body whose chunks and trailer are signed, and no other', async () => {
    const sent = (more: ChunkFaults = {}) => sendChunked('/signed/chunks', ['first chunk, ', 'second'], more);
    expect(await sent()).toEqual({ status: 200, code: undefined });
    expect(await read('signed/chunks')).toBe('first chunk, second');
    expect(await sent({ chunk: 1 })).toEqual(DENIED);
    expect(await sent({ chunk: 2 })).toEqual(DENIED);
    expect(await sent({ trailer: true })).toEqual(DENIED);
    expect(await sent({ sum: 'AAAAAA==' })).toEqual({ status: 400, code: 'BadDigest' });
    expect(await sent({ length: 18 })).toEqual({ status: 400, code: 'IncompleteBody' });
    expect(await read('signed/chunks')).toBe('first chunk, second');
  });
});

interface Signing {
  amzDate: string;
  scope: string;
  key: Buffer;
  signature: string;
}

/** Signs by hand, so that what is sent may differ from what is signed. */
function signed(method: string, path: string, headers: Record<string, string>): Signing {
  const amzDate = headers['x-amz-date']!;
  const scope = { date: amzDate.slice(0, 8), region: 'eu-west-2', service: 's3' };
  const names = Object.keys(headers).sort();
  const request = { method, url: `/${Bucket}${path}`, headers } as unknown as Parameters<
    typeof canonicalRequest
  >[0];
  const canonical = canonicalRequest(request, names, headers['x-amz-content-sha256']!, 'once');
  const text = `${scope.date}/${scope.region}/s3/aws4_request`;
  const key = signingKey(KEY.secretAccessKey, scope);
  const signature = mac(key, ['AWS4-HMAC-SHA256', amzDate, text, sha256Hex(canonical)]);
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${KEY.accessKeyId}/${text}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { amzDate, scope: text, key, signature };
}

function mac(key: Buffer, lines: string[]): string {
  return createHmac('sha256', key).update(lines.join('\n')).digest('hex');
}

function baseHeaders(payload: string): Record<string, string> {
  const amzDate = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  return { host: new URL(server.url).host, 'x-amz-date': amzDate, 'x-amz-content-sha256': payload };
}

function send(
  method: string,
  path: string,
  body: string,
  { sentBody = body, extra = {} }: { sentBody?: string; extra?: Record<string, string> },
) {
  const headers = baseHeaders(sha256Hex(body));
  signed(method, path, headers);
  return raw(method, path, { ...headers, ...extra, 'content-length': String(sentBody.length) }, sentBody);
}

interface ChunkFaults {
  /** The chunk, from 1, to change after signing. */
  chunk?: number;
  trailer?: boolean;
  sum?: string;
  length?: number;
}

function sendChunked(path: string, chunks: string[], { chunk, trailer, sum, length }: ChunkFaults) {
  const headers = {
    ...baseHeaders('STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER'),
    'x-amz-decoded-content-length': String(length ?? chunks.join('').length),
    'x-amz-trailer': 'x-amz-checksum-crc32',
  };
  const { amzDate, scope, key, signature } = signed('PUT', path, headers);
  let previous = signature;
  let body = '';
  for (const [index, text] of [...chunks, ''].entries()) {
    previous = mac(key, [
      'AWS4-HMAC-SHA256-PAYLOAD',
      amzDate,
      scope,
      previous,
      EMPTY_SHA256,
      sha256Hex(text),
    ]);
    const data = index + 1 === chunk ? text.toUpperCase() : text;
    body += `${text.length.toString(16)};chunk-signature=${previous}\r\n${data}${text ? '\r\n' : ''}`;
  }
  const checksum = `x-amz-checksum-crc32:${sum ?? 'UUGRlw=='}`;
  const last = mac(key, ['AWS4-HMAC-SHA256-TRAILER', amzDate, scope, previous, sha256Hex(`${checksum}\n`)]);
  body += `${checksum}\r\nx-amz-trailer-signature:${trailer ? '0'.repeat(64) : last}\r\n\r\n`;
  return raw('PUT', path, { ...headers, 'content-length': String(body.length) }, body);
}

function raw(method: string, path: string, headers: Record<string, string>, body: string) {
  return new Promise<{ status: number; code: string | undefined }>((resolve, reject) => {
    const sent = httpRequest(`${server.url}/${Bucket}${path}`, { method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece: string) => (text += piece));
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, code: /<Code>(\w+)<\/Code>/.exec(text)?.[1] });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
