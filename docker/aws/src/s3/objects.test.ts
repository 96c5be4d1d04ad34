import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUCKET as Bucket, refusal, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const put = (Key: string, Body: PutObjectCommandInput['Body'], more: Partial<PutObjectCommandInput> = {}) =>
  server.s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = async (Key: string, more = {}) => {
  const answer = await server.s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...answer, bytes: Buffer.from(await answer.Body!.transformToByteArray()) };
};
describe('objects', () => {
  it('gives back the bytes, the properties and the checksum', async () => {
    const sent = await put('contracts/nda.pdf', 'hello', {
      ContentType: 'application/pdf',
      ContentDisposition: 'attachment; filename="nda.pdf"',
      CacheControl: 'private',
      Metadata: { owner: 'ann', 'case-number': '4711' },
    });
    expect(sent.ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    const found = await get('contracts/nda.pdf', { ChecksumMode: 'ENABLED' });
    expect(found.bytes.toString()).toBe('hello');
    expect(found).toMatchObject({
      ContentType: 'application/pdf',
      ContentDisposition: 'attachment; filename="nda.pdf"',
      CacheControl: 'private',
      Metadata: { owner: 'ann', 'case-number': '4711' },
      ContentLength: 5,
      ETag: sent.ETag,
      ChecksumCRC32: sent.ChecksumCRC32,
      AcceptRanges: 'bytes',
    });
    expect(sent.ChecksumCRC32).toBe('NhCmhg==');
    const head = await server.s3.send(new HeadObjectCommand({ Bucket, Key: 'contracts/nda.pdf' }));
    expect(head).toMatchObject({ ContentLength: 5, ContentType: 'application/pdf' });
  });

  it('stores an empty object', async () => {
    await put('empty', '');
    expect((await get('empty')).bytes).toHaveLength(0);
  });

  it('takes the framing off a streamed body', async () => {
    const bytes = randomBytes(3_000_000);
    await put('streamed', Readable.from([bytes.subarray(0, 1_000_001), bytes.subarray(1_000_001)]), {
      ContentLength: bytes.length,
    });
    const found = await get('streamed');
    expect(found.bytes.equals(bytes)).toBe(true);
    expect(found.ContentEncoding).toBeUndefined();
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)('checks %s', async (algorithm) => {
    const field = `Checksum${algorithm}` as const;
    const bytes = randomBytes(70_001);
    const sent = await put(`sum/${algorithm}`, bytes, { ChecksumAlgorithm: algorithm });
    const found = await get(`sum/${algorithm}`, { ChecksumMode: 'ENABLED' });
    expect(found[field]).toBe(sent[field]);
    expect(found[field]).toBeTruthy();
    await put(`sum/${algorithm}`, bytes, { [field]: sent[field] });
    const other = Buffer.from(bytes);
    other[9]! ^= 1;
    expect(await refusal(put(`sum/${algorithm}-bad`, other, { [field]: sent[field] }))).toEqual({
      name: 'BadDigest',
      status: 400,
    });
    expect(await refusal(get(`sum/${algorithm}-bad`))).toEqual({ name: 'NoSuchKey', status: 404 });
  });

  it('knows the published check values of its checksums', async () => {
    const sent = await put('check', '123456789', { ChecksumAlgorithm: 'CRC64NVME' });
    expect(Buffer.from(sent.ChecksumCRC64NVME!, 'base64').toString('hex')).toBe('ae8b14860a799888');
    const castagnoli = await put('check', '123456789', { ChecksumAlgorithm: 'CRC32C' });
    expect(Buffer.from(castagnoli.ChecksumCRC32C!, 'base64').toString('hex')).toBe('e3069283');
  });

  it('checks Content-MD5', async () => {
    const ContentMD5 = createHash('md5').update('right').digest('base64');
    await put('md5', 'right', { ContentMD5 });
    expect((await refusal(put('md5', 'wrong', { ContentMD5 }))).name).toBe('BadDigest');
    expect((await refusal(put('md5', 'right', { ContentMD5: 'nonsense' }))).name).toBe('InvalidDigest');
  });

  it('deletes, also what is not there', async () => {
    await put('gone', 'x');
    for (const Key of ['gone', 'gone', 'never']) {
      const answer = await server.s3.send(new DeleteObjectCommand({ Bucket, Key }));
      expect(answer.$metadata.httpStatusCode).toBe(204);
    }
    expect(await refusal(get('gone'))).toEqual({ name: 'NoSuchKey', status: 404 });
    const head = server.s3.send(new HeadObjectCommand({ Bucket, Key: 'gone' }));
    expect(await refusal(head)).toEqual({ name: 'NotFound', status: 404 });
  });

  it('deletes many at once', async () => {
    const keys = ['many/a b', 'many/<&>"\'', 'many/ünïcode', 'many/\u0001', 'many/line\rbreak'];
    for (const key of keys) await put(key, key);
    const answer = await server.s3.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [...keys, 'many/none'].map((Key) => ({ Key })) },
      }),
    );
    expect(answer.Deleted?.map(({ Key }) => Key)).toEqual([...keys, 'many/none']);
    for (const key of keys) expect((await refusal(get(key))).name).toBe('NoSuchKey');
    const quiet = await server.s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'x' }], Quiet: true } }),
    );
    expect(quiet.Deleted).toBeUndefined();
  });

  it('removes the files of what is deleted or replaced', async () => {
    const count = async () => {
      const files = await readdir(path.join(server.dir, 'blobs'), { recursive: true, withFileTypes: true });
      return files.filter((file) => file.isFile()).length;
    };
    await put('counted', 'one');
    const before = await count();
    await put('counted', 'two');
    await expect.poll(count).toBe(before);
    await server.s3.send(new DeleteObjectCommand({ Bucket, Key: 'counted' }));
    await expect.poll(count).toBe(before - 1);
  });

  it.each([
    'plain.txt',
    'a b+c%20d.txt',
    '日本語/契約書.docx',
    'Émile’s “lease” & co <1>.pdf',
    "quote'!()*~.txt",
    'trailing/',
    'double//slash',
    'dots/.../x..y',
    ' leading and trailing ',
    'emoji-📄',
    'percent%2Fslash',
    'question?mark#hash;semi=equals&amp',
    'k'.repeat(1024),
    `${'é'.repeat(500)}.txt`,
  ])('keeps the key %j apart', async (key) => {
    await put(key, key);
    expect((await get(key)).bytes.toString()).toBe(key);
    await server.s3.send(new DeleteObjectCommand({ Bucket, Key: key }));
  });

  it('refuses a key of more than 1,024 bytes', async () => {
    expect(await refusal(put('k'.repeat(1025), 'x'))).toEqual({ name: 'KeyTooLongError', status: 400 });
    expect((await refusal(put('é'.repeat(513), 'x'))).name).toBe('KeyTooLongError');
  });

  it('names what it does not do', async () => {
    const refused = await refusal(put('tagged', 'x', { Tagging: 'a=b' }));
    expect(refused).toEqual({ name: 'NotImplemented', status: 501 });
    expect((await refusal(put('cold', 'x', { StorageClass: 'GLACIER' }))).name).toBe('NotImplemented');
    expect((await refusal(put('public', 'x', { ACL: 'public-read' }))).name).toBe(
      'AccessControlListNotSupported',
    );
    expect((await refusal(get('plain', { VersionId: 'v1' }))).name).toBe('NotImplemented');
  });
});

describe('ranges', () => {
  it('answers one range', async () => {
    await put('digits', '0123456789');
    const range = async (Range: string) => {
      const { bytes, ContentRange, $metadata } = await get('digits', { Range });
      return [bytes.toString(), ContentRange, $metadata.httpStatusCode];
    };
    expect(await range('bytes=2-4')).toEqual(['234', 'bytes 2-4/10', 206]);
    expect(await range('bytes=7-')).toEqual(['789', 'bytes 7-9/10', 206]);
    expect(await range('bytes=-3')).toEqual(['789', 'bytes 7-9/10', 206]);
    expect(await range('bytes=5-99')).toEqual(['56789', 'bytes 5-9/10', 206]);
    expect(await range('bytes=-99')).toEqual(['0123456789', 'bytes 0-9/10', 206]);
    expect(await range('bytes=4-2')).toEqual(['0123456789', undefined, 200]);
    expect(await refusal(get('digits', { Range: 'bytes=10-' }))).toEqual({
      name: 'InvalidRange',
      status: 416,
    });
    expect((await refusal(get('empty', { Range: 'bytes=0-0' }))).status).toBe(416);
  });
});

describe('conditions', () => {
  it('reads only what matches', async () => {
    const { ETag } = await put('conditional', 'x');
    const past = new Date(Date.now() - 86_400_000);
    const future = new Date(Date.now() + 86_400_000);
    expect((await get('conditional', { IfMatch: ETag })).bytes.toString()).toBe('x');
    expect((await get('conditional', { IfNoneMatch: '"other"' })).bytes.toString()).toBe('x');
    expect((await get('conditional', { IfModifiedSince: past })).bytes.toString()).toBe('x');
    expect((await get('conditional', { IfUnmodifiedSince: future })).bytes.toString()).toBe('x');
    expect((await get('conditional', { IfMatch: ETag, IfUnmodifiedSince: past })).bytes.toString()).toBe('x');
    expect((await refusal(get('conditional', { IfMatch: '"other"' }))).status).toBe(412);
    expect((await refusal(get('conditional', { IfUnmodifiedSince: past }))).status).toBe(412);
    expect((await refusal(get('conditional', { IfNoneMatch: ETag }))).status).toBe(304);
    expect((await refusal(get('conditional', { IfModifiedSince: future }))).status).toBe(304);
  });

  it('creates only once with if-none-match', async () => {
    const writers = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => put('once', `writer ${n}`, { IfNoneMatch: '*' })),
    );
    expect(writers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await refusal(put('once', 'late', { IfNoneMatch: '*' }))).toEqual({
      name: 'PreconditionFailed',
      status: 412,
    });
  });

  it('replaces only what matches', async () => {
    const { ETag } = await put('swap', 'one');
    await put('swap', 'two', { IfMatch: ETag });
    expect((await refusal(put('swap', 'three', { IfMatch: ETag }))).status).toBe(412);
    expect((await refusal(put('swap-none', 'x', { IfMatch: ETag }))).status).toBe(404);
  });
});

describe('copies', () => {
  it('copies bytes and properties, or replaces the properties', async () => {
    await put('from/é b.txt', 'copied', { ContentType: 'text/plain', Metadata: { a: '1' } });
    const CopySource = `${Bucket}/${encodeURIComponent('from/é b.txt')}`;
    await server.s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource }));
    await server.s3.send(new DeleteObjectCommand({ Bucket, Key: 'from/é b.txt' }));
    expect(await get('to')).toMatchObject({ ContentType: 'text/plain', Metadata: { a: '1' } });
    await server.s3.send(
      new CopyObjectCommand({
        Bucket,
        Key: 'to',
        CopySource: `${Bucket}/to`,
        MetadataDirective: 'REPLACE',
        ContentType: 'text/html',
      }),
    );
    const found = await get('to');
    expect(found).toMatchObject({ ContentType: 'text/html', Metadata: {} });
    expect(found.bytes.toString()).toBe('copied');
  });

  it('refuses a missing source, itself and a failed condition', async () => {
    const copy = (CopySource: string, more = {}) =>
      server.s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource, ...more }));
    expect((await refusal(copy(`${Bucket}/none`))).name).toBe('NoSuchKey');
    expect((await refusal(copy('no-bucket/none'))).name).toBe('NoSuchBucket');
    expect((await refusal(copy(`${Bucket}/to`))).name).toBe('InvalidRequest');
    expect((await refusal(copy(`${Bucket}/digits`, { CopySourceIfMatch: '"other"' }))).status).toBe(412);
    expect((await refusal(copy(`${Bucket}/digits`, { IfNoneMatch: '*' }))).status).toBe(412);
  });
});
