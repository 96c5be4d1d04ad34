import type { ObjectRecord, Properties } from '../store/object-index.ts';
import type { Segment } from '../store/blobs.ts';
import { requireBucket } from './buckets.ts';
import { sendXml, type Operations, type S3Call, type S3Storage } from './call.ts';
import { checkWrite, isUnchanged } from './conditions.ts';
import { ALGORITHMS, Checksum, type Algorithm } from './crc.ts';
import { s3Error } from './errors.ts';
import { propertiesOfHeaders, refuseUnsupported } from './properties.ts';
import { documentOf, text } from './xml.ts';

/** CopyObject. */
export function copyOperations(storage: S3Storage): Operations {
  return { CopyObject: (call) => copyObject(storage, call) };
}

/**
 * The object that `x-amz-copy-source` names, if the caller may read it and its conditions hold.
 * @throws AwsError InvalidArgument, NoSuchKey, PreconditionFailed
 */
export function sourceOf({ index }: S3Storage, call: S3Call): { name: string; record: ObjectRecord } {
  const [location = '', version] = String(call.request.headers['x-amz-copy-source']).split('?');
  if (version) throw s3Error('NotImplemented', 'Versions are not implemented by the local S3');
  const name = decodeURIComponent(location).replace(/^\//, '');
  const slash = name.indexOf('/');
  if (slash <= 0 || slash === name.length - 1) {
    throw s3Error(
      'InvalidArgument',
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    );
  }
  const [bucket, key] = [name.slice(0, slash), name.slice(slash + 1)];
  requireBucket(index, bucket);
  call.require('s3:GetObject', bucket, key);
  const record = index.object(bucket, key);
  if (!record) throw s3Error('NoSuchKey', undefined, { Key: key });
  if (isUnchanged(call.request.headers, record, 'x-amz-copy-source-')) throw s3Error('PreconditionFailed');
  return { name, record };
}

async function copyObject(storage: S3Storage, call: S3Call): Promise<void> {
  const { blobs, index } = storage;
  const { request, response, bucket, key } = call;
  requireBucket(index, bucket);
  refuseUnsupported((name) => request.headers[name]?.toString());
  const source = sourceOf(storage, call);
  const replaces = request.headers['x-amz-metadata-directive'] === 'REPLACE';
  if (!replaces && source.name === `${bucket}/${key}`) {
    throw s3Error(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const properties: Properties = replaces ? propertiesOfHeaders(request.headers) : source.record;
  const copy = await duplicate(storage, source.record, wantedAlgorithm(call));
  try {
    requireBucket(index, bucket);
    checkWrite(request.headers, index.object(bucket, key), key);
  } catch (error) {
    blobs.remove(copy.segments);
    throw error;
  }
  const { headers, metadata } = properties;
  const record: ObjectRecord = { ...source.record, ...copy, headers, metadata, modified: Date.now() };
  blobs.remove(index.putObject(bucket, key, record));
  sendXml(
    response,
    documentOf('CopyObjectResult', [
      text('LastModified', new Date(record.modified).toISOString()),
      text('ETag', `"${record.etag}"`),
      ...checksumElements(record),
    ]),
  );
}

/** The checksum of a record as elements of an answer, such as `<ChecksumCRC32>`. */
export function checksumElements({ sums, sumType }: Pick<ObjectRecord, 'sums' | 'sumType'>): string[] {
  const elements = Object.entries(sums).map(([name, value]) => text(`Checksum${name.toUpperCase()}`, value));
  return elements.length > 0 ? [...elements, text('ChecksumType', sumType)] : [];
}

function wantedAlgorithm({ request }: S3Call): Algorithm | undefined {
  const name = request.headers['x-amz-checksum-algorithm'];
  if (name === undefined) return undefined;
  const found = ALGORITHMS.find((one) => one === String(name).toLowerCase());
  if (!found) throw s3Error('InvalidRequest', 'Checksum algorithm provided is unsupported.');
  return found;
}

async function duplicate(
  { blobs }: S3Storage,
  record: ObjectRecord,
  algorithm: Algorithm | undefined,
): Promise<Pick<ObjectRecord, 'segments' | 'sums' | 'sumType'>> {
  const segments: Segment[] = [];
  let { sums, sumType } = record;
  const release = blobs.retain(record.segments);
  try {
    for (const segment of record.segments) segments.push(await blobs.duplicate(segment));
    if (algorithm && (record.sums[algorithm] === undefined || sumType === 'COMPOSITE')) {
      const sum = new Checksum(algorithm);
      for await (const bytes of blobs.read(segments, 0, record.size - 1)) sum.update(bytes as Buffer);
      sums = { [algorithm]: sum.digest() };
      sumType = 'FULL_OBJECT';
    }
    return { segments, sums, sumType };
  } catch (error) {
    blobs.remove(segments);
    throw error;
  } finally {
    release();
  }
}
