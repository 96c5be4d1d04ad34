import { receiveDocument } from './body.ts';
import { requireBucket } from './buckets.ts';
import { sendXml, type Operations, type S3Call, type S3Storage } from './call.ts';
import { ALGORITHMS } from './crc.ts';
import { s3Error } from './errors.ts';
import { documentOf, element, parseXml, text } from './xml.ts';
import { AwsError } from '../errors.ts';
import { checkWrite } from './conditions.ts';

const MOST_KEYS = 1000;

/** DeleteObjects: up to 1,000 keys in one request. */
export function deleteOperations(storage: S3Storage): Operations {
  return { DeleteObjects: (call) => deleteObjects(storage, call) };
}

async function deleteObjects(storage: S3Storage, call: S3Call): Promise<void> {
  requireBucket(storage.index, call.bucket);
  requireChecksum(call);
  const root = await parseXml(await receiveDocument(call), 'Delete');
  requireBucket(storage.index, call.bucket);
  const objects = root.all('Object');
  if (objects.length === 0 || objects.length > MOST_KEYS) throw s3Error('MalformedXML');
  const quiet = root.textOf('Quiet')?.trim() === 'true';
  const results = objects.map((object) => {
    const key = object.textOf('Key');
    if (!key) throw s3Error('MalformedXML');
    if (object.textOf('VersionId'))
      throw s3Error('NotImplemented', 'Versions are not implemented by the local S3');
    const error = deleteOne(storage, call, key, object.textOf('ETag'));
    if (error) {
      return element('Error', [text('Key', key), text('Code', error.code), text('Message', error.message)]);
    }
    return quiet ? undefined : element('Deleted', [text('Key', key)]);
  });
  sendXml(call.response, documentOf('DeleteResult', results));
}

/** One refused key does not stop the others. */
function deleteOne(
  { blobs, index }: S3Storage,
  call: S3Call,
  key: string,
  etag: string | undefined,
): AwsError | undefined {
  try {
    call.require('s3:DeleteObject', call.bucket, key);
    if (etag) checkWrite({ 'if-match': etag }, index.object(call.bucket, key), key);
    blobs.remove(index.deleteObject(call.bucket, key));
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

/** A damaged list must not delete the wrong objects, so S3 demands a digest of it. */
function requireChecksum({ request: { headers } }: S3Call): void {
  const named = ALGORITHMS.some((algorithm) => headers[`x-amz-checksum-${algorithm}`] !== undefined);
  if (named || headers['x-amz-trailer'] || headers['content-md5']) return;
  throw s3Error(
    'InvalidRequest',
    'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
  );
}
