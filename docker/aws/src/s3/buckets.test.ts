import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketCorsCommand,
  GetBucketCorsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetObjectAclCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  PutBucketCorsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import {
  BUCKET as Bucket,
  clientConfig,
  outcome,
  refusal,
  startTestServer,
  type TestServer,
} from '../testing.ts';
import type { BucketConfig } from './setup.ts';

const config = JSON.parse(
  readFileSync(new URL('../../../../infra/bucket.json', import.meta.url), 'utf8'),
) as BucketConfig;
const webOrigin = 'http://web.test:3000';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ buckets: [{ name: Bucket, config, webOrigin }] });
});
afterAll(() => server.close());

describe('buckets', () => {
  it('are made, found, listed and removed', async () => {
    const made = { Bucket: 'second.bucket-2' };
    await server.s3.send(new CreateBucketCommand(made));
    expect(await refusal(server.s3.send(new CreateBucketCommand(made)))).toEqual({
      name: 'BucketAlreadyOwnedByYou',
      status: 409,
    });
    await server.s3.send(new HeadBucketCommand(made));
    const { Buckets } = await server.s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual([Bucket, made.Bucket]);
    const { LocationConstraint } = await server.s3.send(new GetBucketLocationCommand(made));
    expect(LocationConstraint).toBe('eu-west-2');
    await server.s3.send(new PutObjectCommand({ ...made, Key: 'k', Body: 'x' }));
    expect((await refusal(server.s3.send(new DeleteBucketCommand(made)))).name).toBe('BucketNotEmpty');
  });

  it('are refused under names S3 would not take, and reported missing', async () => {
    for (const name of ['Upper', 'under_score', 'a..b', '192.168.1.1']) {
      expect((await refusal(server.s3.send(new CreateBucketCommand({ Bucket: name })))).name).toBe(
        'InvalidBucketName',
      );
    }
    const missing = { Bucket: 'not-there' };
    expect((await refusal(server.s3.send(new HeadBucketCommand(missing)))).status).toBe(404);
    const put = server.s3.send(new PutObjectCommand({ ...missing, Key: 'k', Body: 'x' }));
    expect(await refusal(put)).toEqual({ name: 'NoSuchBucket', status: 404 });
  });

  it('answer 501 and the name of the operation to what is not done', async () => {
    const sent = [
      [new GetBucketPolicyCommand({ Bucket }), 'GetBucketPolicy'],
      [new GetBucketTaggingCommand({ Bucket }), 'GetBucketTagging'],
      [new ListObjectVersionsCommand({ Bucket }), 'ListObjectVersions'],
      [
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
        'PutBucketVersioning',
      ],
      [new GetObjectAclCommand({ Bucket, Key: 'k' }), 'GetObjectAcl'],
    ] as const;
    for (const [command, name] of sent) {
      // The union of these commands is wider than what one overload of send takes.
      const error = await server.s3
        .send(command as GetBucketPolicyCommand)
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        name: 'NotImplemented',
        message: `${name} is not implemented by the local S3`,
        $metadata: { httpStatusCode: 501 },
      });
    }
  });
});

describe('settings', () => {
  it('come from the file the stack is set up with', async () => {
    const { CORSRules } = await server.s3.send(new GetBucketCorsCommand({ Bucket }));
    expect(CORSRules).toEqual([{ ...config.cors!.CORSRules[0], AllowedOrigins: [webOrigin] }]);
    const { Rules } = await server.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(Rules).toEqual(config.lifecycle!.Rules);
    const { PublicAccessBlockConfiguration } = await server.s3.send(
      new GetPublicAccessBlockCommand({ Bucket }),
    );
    expect(PublicAccessBlockConfiguration).toEqual(config.publicAccessBlock);
  });

  it('keep a lifecycle that is put', async () => {
    const plain = { Bucket: 'plain-bucket' };
    await server.s3.send(new CreateBucketCommand(plain));
    const get = () => server.s3.send(new GetBucketLifecycleConfigurationCommand(plain));
    expect((await refusal(get())).name).toBe('NoSuchLifecycleConfiguration');
    const Rules = [
      { ID: 'a & b', Status: 'Enabled' as const, Filter: { Prefix: 'tmp/' }, Expiration: { Days: 3 } },
    ];
    await server.s3.send(
      new PutBucketLifecycleConfigurationCommand({ ...plain, LifecycleConfiguration: { Rules } }),
    );
    expect((await get()).Rules).toEqual(Rules);
  });
});

describe('cross-origin requests', () => {
  const preflight = (
    origin: string,
    method: string,
    headers = 'content-type,if-none-match',
    bucket: string = Bucket,
  ) =>
    fetch(`${server.url}/${bucket}/some/key`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
    });

  it('are allowed as the rules say', async () => {
    const answer = await preflight(webOrigin, 'PUT');
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': webOrigin,
      'access-control-allow-methods': 'GET, PUT, POST, HEAD',
      'access-control-allow-headers': 'content-type, if-none-match',
      'access-control-max-age': '3000',
    });
    const forbidden = { status: 403, code: 'AccessForbidden' };
    expect(await outcome(await preflight('http://evil.test', 'PUT'))).toEqual(forbidden);
    expect(await outcome(await preflight(webOrigin, 'DELETE'))).toEqual(forbidden);
    expect(await outcome(await preflight(webOrigin, 'PUT', '', 'second.bucket-2'))).toEqual(forbidden);
  });

  it('may read the answers, also the errors, from an allowed origin only', async () => {
    const presigner = new S3Client(clientConfig(server.url));
    await server.s3.send(new PutObjectCommand({ Bucket, Key: 'read', Body: 'x' }));
    const url = await getSignedUrl(presigner, new GetObjectCommand({ Bucket, Key: 'read' }));
    const allowed = await fetch(url, { headers: { origin: webOrigin } });
    expect(allowed.headers.get('access-control-allow-origin')).toBe(webOrigin);
    expect(allowed.headers.get('access-control-expose-headers')).toContain('ETag');
    const refused = await fetch(`${url}0`, { headers: { origin: webOrigin } });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, webOrigin]);
    const other = await fetch(url, { headers: { origin: 'http://evil.test' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('follow rules that are put, with wildcards, and none once they are deleted', async () => {
    const rules = [
      { AllowedOrigins: ['https://*.example.com'], AllowedMethods: ['GET'], AllowedHeaders: ['x-amz-*'] },
      { AllowedOrigins: ['*'], AllowedMethods: ['PUT'] },
    ];
    const plain = { Bucket: 'plain-bucket' };
    await server.s3.send(new PutBucketCorsCommand({ ...plain, CORSConfiguration: { CORSRules: rules } }));
    const status = async (origin: string, method: string, headers = '') =>
      (await preflight(origin, method, headers, plain.Bucket)).status;
    expect(await status('https://a.example.com', 'GET', 'x-amz-date')).toBe(200);
    expect(await status('https://a.example.com', 'GET', 'content-type')).toBe(403);
    expect(await status('https://example.com', 'GET')).toBe(403);
    expect(
      (await preflight('http://any', 'PUT', '', plain.Bucket)).headers.get('access-control-allow-origin'),
    ).toBe('*');
    await server.s3.send(new DeleteBucketCorsCommand(plain));
    expect(await status('http://any', 'PUT')).toBe(403);
    expect((await refusal(server.s3.send(new GetBucketCorsCommand(plain)))).name).toBe(
      'NoSuchCORSConfiguration',
    );
    const bad = new PutBucketCorsCommand({
      ...plain,
      CORSConfiguration: { CORSRules: [{ AllowedOrigins: ['*'], AllowedMethods: ['PATCH'] }] },
    });
    expect((await refusal(server.s3.send(bad))).name).toBe('InvalidRequest');
  });
});
