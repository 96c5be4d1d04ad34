import {
  ListObjectsCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  PutObjectCommand,
  type ListObjectsV2CommandInput,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUCKET as Bucket, refusal, startTestServer, type TestServer } from '../testing.ts';

const KEYS = ['a/1', 'a/2', 'a/b/3', 'a0', 'b & <c>', 'z/\u{10ffff}x', 'z/y', 'é', '日本', '\u{1f4c4}'];
/** S3 orders keys by their bytes, not by UTF-16. */
const ORDERED = [...KEYS].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  for (const Key of KEYS) await server.s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
});
afterAll(() => server.close());

const list = (input: Partial<ListObjectsV2CommandInput> = {}) =>
  server.s3.send(new ListObjectsV2Command({ Bucket, ...input }));
const names = (found: { Contents?: { Key?: string }[]; CommonPrefixes?: { Prefix?: string }[] }) => ({
  keys: (found.Contents ?? []).map(({ Key }) => Key),
  prefixes: (found.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
});

describe('listing', () => {
  it('gives all keys in the order of their bytes, with what is known of each', async () => {
    const found = await list();
    expect(names(found).keys).toEqual(ORDERED);
    expect(found).toMatchObject({ KeyCount: KEYS.length, IsTruncated: false, MaxKeys: 1000, Name: Bucket });
    expect(found.Contents?.[0]).toMatchObject({
      Size: 3,
      StorageClass: 'STANDARD',
      ChecksumAlgorithm: ['CRC32'],
      ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      LastModified: expect.any(Date),
    });
    expect(found.Contents?.[0]?.Owner).toBeUndefined();
    expect((await list({ FetchOwner: true })).Contents?.[0]?.Owner).toBeDefined();
  });

  it('folds by prefix and delimiter', async () => {
    expect(names(await list({ Delimiter: '/' }))).toEqual({
      keys: ORDERED.filter((key) => !key.includes('/')),
      prefixes: ['a/', 'z/'],
    });
    expect(names(await list({ Prefix: 'a/', Delimiter: '/' }))).toEqual({
      keys: ['a/1', 'a/2'],
      prefixes: ['a/b/'],
    });
    expect(names(await list({ Prefix: 'none' }))).toEqual({ keys: [], prefixes: [] });
  });

  it.each([1, 2, 3, 7])('pages by %i without gap or repeat', async (MaxKeys) => {
    const all = { keys: [] as unknown[], prefixes: [] as unknown[] };
    for await (const page of paginateListObjectsV2(
      { client: server.s3 },
      { Bucket, Delimiter: '/', MaxKeys },
    )) {
      const { keys, prefixes } = names(page);
      expect(keys.length + prefixes.length).toBeLessThanOrEqual(MaxKeys);
      all.keys.push(...keys);
      all.prefixes.push(...prefixes);
    }
    expect(all).toEqual(names(await list({ Delimiter: '/' })));
  });

  it('starts after a key, and refuses a token that is none', async () => {
    expect(names(await list({ StartAfter: 'a/2' })).keys).toEqual(ORDERED.slice(ORDERED.indexOf('a/2') + 1));
    expect(names(await list({ StartAfter: 'a/', Delimiter: '/' })).prefixes).toEqual(['z/']);
    expect((await list({ MaxKeys: 0 })).IsTruncated).toBe(false);
    expect((await refusal(list({ ContinuationToken: '*' }))).name).toBe('InvalidArgument');
    expect((await refusal(list({ Bucket: 'not-there' }))).name).toBe('NoSuchBucket');
  });

  it('says so when it encodes names', async () => {
    const found = await list({ EncodingType: 'url', Prefix: 'b' });
    expect(found.EncodingType).toBe('url');
    expect(names(found).keys).toEqual(['b%20%26%20%3Cc%3E']);
    expect(names(await list({ EncodingType: 'url', Prefix: 'a/', MaxKeys: 1 })).keys).toEqual(['a/1']);
  });

  it('answers the first form too', async () => {
    const first = await server.s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys: 1 }));
    expect(first).toMatchObject({ IsTruncated: true, NextMarker: 'a/' });
    const second = await server.s3.send(
      new ListObjectsCommand({ Bucket, Delimiter: '/', Marker: 'a/', MaxKeys: 1 }),
    );
    expect(names(second).keys).toEqual(['a0']);
  });
});
