import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutBucketCorsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  type BucketLocationConstraint,
  type CORSConfiguration,
  type BucketLifecycleConfiguration,
} from '@aws-sdk/client-s3';
import { CreateEmailIdentityCommand, DeleteEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { randomBytes } from 'node:crypto';
import type { Credentials } from '../config.ts';
import { bucketSettings } from '../setup.ts';

interface Server {
  region: string;
  endpoint: string;
  credentials: Credentials;
}

const SENDER = 'parity@parity.example';

/** A bucket and a sender that only this run uses, with the settings of the product's bucket. */
export async function ownBucket(
  server: Server,
  webOrigin: string,
): Promise<{ bucket: string; sender: string; remove(): Promise<void> }> {
  const s3 = new S3Client({ ...server, forcePathStyle: true });
  const ses = new SESv2Client(server);
  const bucket = `parity-${randomBytes(6).toString('hex')}`;
  await s3.send(
    new CreateBucketCommand({
      Bucket: bucket,
      CreateBucketConfiguration: { LocationConstraint: server.region as BucketLocationConstraint },
    }),
  );
  const { cors, lifecycle, publicAccessBlock } = bucketSettings(webOrigin);
  const Bucket = bucket;
  await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: cors as CORSConfiguration }));
  const rules = { Bucket, LifecycleConfiguration: lifecycle as unknown as BucketLifecycleConfiguration };
  await s3.send(new PutBucketLifecycleConfigurationCommand(rules));
  const block = { Bucket, PublicAccessBlockConfiguration: publicAccessBlock };
  await s3.send(new PutPublicAccessBlockCommand(block));
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: SENDER }));
  const remove = async () => {
    await emptyBucket(s3, bucket, '');
    await s3.send(new DeleteBucketCommand({ Bucket }));
    await ses.send(new DeleteEmailIdentityCommand({ EmailIdentity: SENDER }));
    await forgetMail(server.endpoint);
    s3.destroy();
    ses.destroy();
  };
  return { bucket, sender: SENDER, remove };
}

/** Deletes the objects and unfinished uploads under a prefix. */
export async function emptyBucket(s3: S3Client, Bucket: string, Prefix: string): Promise<void> {
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix }));
  for (const { Key, UploadId } of Uploads) {
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  }
  for (;;) {
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, EncodingType: 'url' }));
    if (!Contents?.length) return;
    // One by one: a list of keys goes as XML, which cannot hold all of them.
    const keys = Contents.map(({ Key = '' }) => decodeURIComponent(Key.replaceAll('+', ' ')));
    await Promise.all(keys.map((Key) => s3.send(new DeleteObjectCommand({ Bucket, Key }))));
  }
}

/** Takes this run's messages off the list of a server that others may use too. */
async function forgetMail(endpoint: string): Promise<void> {
  const answer = await fetch(`${endpoint}/_aws/ses`);
  const { messages } = (await answer.json()) as { messages: { Id: string; Source: string }[] };
  for (const { Id, Source } of messages) {
    if (Source.includes('parity.example')) await fetch(`${endpoint}/_aws/ses?id=${Id}`, { method: 'DELETE' });
  }
}
