import type { ObjectIndex } from '../store/object-index.ts';
import { receiveDocument } from './body.ts';
import { sendEmpty, sendXml, type Operations, type S3Call, type S3Storage } from './call.ts';
import { s3Error } from './errors.ts';
import { documentOf, element, parseXml, text } from './xml.ts';

/** The bucket, if there is one. @throws AwsError NoSuchBucket */
export function requireBucket(index: ObjectIndex, name: string): { name: string; created: number } {
  const bucket = index.bucket(name);
  if (!bucket) throw s3Error('NoSuchBucket', undefined, { BucketName: name });
  return bucket;
}

/** Whether S3 would take the name of a new bucket. */
export function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !/\.\.|\.-|-\./.test(name) &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name)
  );
}

/** Making, finding and removing buckets. */
export function bucketOperations({ index }: S3Storage): Operations {
  return {
    ListBuckets: ({ response }) => sendXml(response, listOf(index.buckets())),
    CreateBucket: (call) => createBucket(index, call),
    HeadBucket: ({ response, bucket, signed }) => {
      requireBucket(index, bucket);
      response.setHeader('x-amz-bucket-region', signed.scope.region);
      sendEmpty(response, 200);
    },
    DeleteBucket: ({ response, bucket }) => {
      requireBucket(index, bucket);
      if (!index.deleteBucket(bucket)) throw s3Error('BucketNotEmpty', undefined, { BucketName: bucket });
      sendEmpty(response, 204);
    },
    GetBucketLocation: ({ response, bucket, signed }) => {
      requireBucket(index, bucket);
      // The first region has no name here, for reasons of history.
      const region = signed.scope.region === 'us-east-1' ? '' : signed.scope.region;
      sendXml(response, documentOf('LocationConstraint', [region]));
    },
    GetBucketVersioning: ({ response, bucket }) => {
      requireBucket(index, bucket);
      sendXml(response, documentOf('VersioningConfiguration', []));
    },
  };
}

async function createBucket(index: ObjectIndex, call: S3Call): Promise<void> {
  const { response, bucket } = call;
  if (call.request.headers['x-amz-bucket-object-lock-enabled'] === 'true') {
    throw s3Error('NotImplemented', 'Object lock is not implemented by the local S3');
  }
  if (Number(call.request.headers['content-length'] ?? 0) > 0) {
    await parseXml(await receiveDocument(call), 'CreateBucketConfiguration');
  }
  if (!isBucketName(bucket)) throw s3Error('InvalidBucketName', undefined, { BucketName: bucket });
  if (index.bucket(bucket)) throw s3Error('BucketAlreadyOwnedByYou', undefined, { BucketName: bucket });
  index.createBucket(bucket);
  response.setHeader('location', `/${bucket}`);
  sendEmpty(response, 200);
}

function listOf(buckets: { name: string; created: number }[]): string {
  return documentOf('ListAllMyBucketsResult', [
    element('Owner', [text('ID', 'local')]),
    element(
      'Buckets',
      buckets.map(({ name, created }) =>
        element('Bucket', [text('Name', name), text('CreationDate', new Date(created).toISOString())]),
      ),
    ),
  ]);
}
