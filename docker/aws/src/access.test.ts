import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accessOf, type GrantedKey, type Statement } from './access.ts';
import { start } from './server.ts';

const owner = { id: 'owner', secret: 'a' };
const statements: Statement[] = [
  {
    actions: ['s3:GetObject', 's3:List*'],
    resources: ['arn:aws:s3:::documents/*', 'arn:aws:s3:::documents'],
  },
];

describe('accessOf', () => {
  const access = accessOf(owner, [{ id: 'reader', secret: 'b', statements }]);

  it.each([
    ['owner', 's3:DeleteObject', 'arn:aws:s3:::anything/at-all', true],
    ['reader', 's3:GetObject', 'arn:aws:s3:::documents/a/b', true],
    ['reader', 's3:ListBucket', 'arn:aws:s3:::documents', true],
    ['reader', 's3:GetObject', 'arn:aws:s3:::documents-of-others/a', false],
    ['reader', 's3:GetObjectTagging', 'arn:aws:s3:::documents/a', false],
    ['reader', 's3:PutObject', 'arn:aws:s3:::documents/a', false],
    ['nobody', 's3:GetObject', 'arn:aws:s3:::documents/a', false],
  ])('%s asks for %s on %s: %s', (key, action, resource, answer) => {
    expect(access.authorize(key, action, resource)).toBe(answer);
  });

  it('lets a key whose statements were forgotten do nothing', () => {
    const forgotten = accessOf(owner, JSON.parse('[{ "id": "worker", "secret": "c" }]') as GrantedKey[]);
    expect(forgotten.authorize('worker', 's3:GetObject', 'arn:aws:s3:::documents/a')).toBe(false);
  });

  it('refuses two keys of one id', () => {
    expect(() => accessOf(owner, [{ ...owner, statements }])).toThrow(/given twice/);
  });
});

it('answers a key by its rights, and hides what is missing from a key that may not list', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'aws-access-'));
  const reader = (id: string, actions: string[], resources: string[]) => ({
    id,
    secret: 'secret',
    statements: [{ actions, resources }],
  });
  const objects = ['arn:aws:s3:::documents/*'];
  const server = await start({
    dir,
    port: 0,
    accessKeyId: owner.id,
    secretAccessKey: owner.secret,
    buckets: [{ name: 'documents' }],
    keys: [
      reader('reader', ['s3:GetObject'], objects),
      reader('lister', ['s3:GetObject', 's3:ListBucket'], [...objects, 'arn:aws:s3:::documents']),
    ],
  });
  const client = (accessKeyId: string, secretAccessKey: string) =>
    new S3Client({
      region: 'eu-west-2',
      endpoint: server.url,
      forcePathStyle: true,
      maxAttempts: 1,
      credentials: { accessKeyId, secretAccessKey },
    });
  const object = { Bucket: 'documents', Key: 'a' };
  const missing = { Bucket: 'documents', Key: 'missing' };
  try {
    await client('owner', 'a').send(new PutObjectCommand({ ...object, Body: 'text' }));
    const read = client('reader', 'secret');
    const answer = await read.send(new GetObjectCommand(object));
    expect(await answer.Body?.transformToString()).toBe('text');
    await expect(read.send(new PutObjectCommand({ ...object, Body: 'other' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    await expect(read.send(new HeadObjectCommand(missing))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
    await expect(client('lister', 'secret').send(new HeadObjectCommand(missing))).rejects.toMatchObject({
      name: 'NotFound',
    });
  } finally {
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
