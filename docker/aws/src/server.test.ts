import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUCKET as Bucket, clientConfig, outcome, startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** Sends bytes as they are and gives the first line of the answer. */
function statusOf(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.once('data', (answer) => {
      resolve(answer.toString('latin1').split('\r\n', 1)[0]!);
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

describe('the server', () => {
  it('answers its health', async () => {
    const answer = await fetch(`${server.url}/_health`);
    expect(await answer.json()).toEqual({ status: 'ok', services: ['s3', 'sesv2'] });
  });

  it.each([
    '/_aws/ses?id=%zz',
    '/_inbox/%zz',
    '/v2/email/identities/%zz',
    '/documents/%zz',
    '/documents/k?a=%zz',
    '/%zz',
  ])('survives %s', async (target) => {
    const status = await statusOf(`GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    expect(status).toMatch(/^HTTP\/1\.1 (400|403|502)/);
    expect((await fetch(`${server.url}/_health`)).status).toBe(200);
  });

  it('takes a path that climbs for a key, and reads no file', async () => {
    for (const target of [
      '/documents/../../etc/passwd',
      '/documents/..%2f..%2fetc%2fpasswd',
      '/../etc/passwd',
    ]) {
      expect(await statusOf(`GET ${target} HTTP/1.1\r\nhost: x\r\n\r\n`)).toBe('HTTP/1.1 403 Forbidden');
    }
  });

  it('lets a client that still sends read its refusal', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (bytes) => (answer += bytes.toString('latin1')));
    const closed = new Promise<void>((resolve, reject) => {
      socket.once('error', reject).once('close', () => resolve());
    });
    socket.write(
      `PUT /${Bucket}/unsigned HTTP/1.1\r\nhost: x\r\ncontent-length: 8\r\nconnection: close\r\n\r\nhalf`,
    );
    // By these the refusal of what came so far has long been decided.
    for (let asked = 0; asked < 5; asked += 1) await fetch(`${server.url}/_health`);
    expect(answer).toBe('');
    socket.write('half');
    await closed;
    expect(answer).toMatch(/^HTTP\/1.1 403 .*<Code>AccessDenied<\/Code>/s);
  });

  it('refuses broken forms', async () => {
    const malformed = { status: 400, code: 'MalformedPOSTRequest' };
    const post = (type: string, body: string) =>
      fetch(`${server.url}/${Bucket}`, { method: 'POST', headers: { 'content-type': type }, body });
    expect(await outcome(await post('multipart/form-data', 'x'))).toEqual(malformed);
    const empty = await outcome(await post('multipart/form-data; boundary=b', '--b--\r\n'));
    expect(empty).toEqual({ status: 400, code: 'InvalidArgument' });
    const { fields } = await createPresignedPost(new S3Client(clientConfig(server.url)), {
      Bucket,
      Key: 'cut',
    });
    const head = Object.entries(fields).map(
      ([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const cut = `${head.join('')}--b\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\ncut`;
    expect(await outcome(await post('multipart/form-data; boundary=b', cut))).toEqual(malformed);
  });

  it('keeps no property that could not be a header, and gives back others in any script', async () => {
    const stored = async (value: string) => {
      const { url, fields } = await createPresignedPost(new S3Client(clientConfig(server.url)), {
        Bucket,
        Key: 'named',
        Fields: { 'Content-Disposition': value },
      });
      const data = new FormData();
      for (const [name, field] of Object.entries(fields)) data.set(name, field);
      data.set('file', new Blob(['x']));
      return (await fetch(url, { method: 'POST', body: data })).status;
    };
    expect(await stored('inline\u0000')).toBe(400);
    expect(await stored('attachment; filename="契約.pdf"')).toBe(204);
    const found = await server.s3.send(new GetObjectCommand({ Bucket, Key: 'named' }));
    expect(Buffer.from(found.ContentDisposition!, 'latin1').toString()).toBe(
      'attachment; filename="契約.pdf"',
    );
  });
});
