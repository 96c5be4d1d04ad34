import { randomUUID } from 'node:crypto';
import type { PartRecord, UploadRecord } from '../store/object-index.ts';
import { BodyCheck, receiveBody, type BodyClaims } from './body.ts';
import { requireBucket } from './buckets.ts';
import { sendEmpty, sendXml, type Operations, type S3Call, type S3Storage } from './call.ts';
import { completeUpload } from './complete-upload.ts';
import { checksumElements, sourceOf } from './copy.ts';
import { ALGORITHMS, isLinear, type Algorithm } from './crc.ts';
import { s3Error } from './errors.ts';
import { propertiesOfHeaders, refuseUnsupported } from './properties.ts';
import { rangeOf } from './range.ts';
import { documentOf, element, text } from './xml.ts';

const MOST_PARTS = 10_000;

/** Multipart uploads: parts wait as files of their own and become the object's segments without being copied. */
export function multipartOperations(storage: S3Storage): Operations {
  return {
    CreateMultipartUpload: (call) => createUpload(storage, call),
    UploadPart: (call) => uploadPart(storage, call),
    UploadPartCopy: (call) => copyPart(storage, call),
    CompleteMultipartUpload: (call) => completeUpload(storage, call, requireUpload(storage, call)),
    AbortMultipartUpload: (call) => {
      const upload = requireUpload(storage, call);
      storage.blobs.remove(storage.index.abortUpload(upload.id));
      sendEmpty(call.response, 204);
    },
    ListParts: (call) => listParts(storage, call),
    ListMultipartUploads: (call) => listUploads(storage, call),
  };
}

function requireUpload({ index }: S3Storage, { bucket, key, query }: S3Call): UploadRecord {
  requireBucket(index, bucket);
  const id = query.get('uploadId') ?? '';
  const upload = index.upload(id);
  if (!upload || upload.bucket !== bucket || upload.key !== key) {
    throw s3Error('NoSuchUpload', undefined, { UploadId: id });
  }
  return upload;
}

function createUpload({ index }: S3Storage, { request, response, bucket, key }: S3Call): void {
  requireBucket(index, bucket);
  refuseUnsupported((name) => request.headers[name]?.toString());
  const checksum = checksumOf(request.headers);
  const id = randomUUID();
  const properties = propertiesOfHeaders(request.headers);
  index.createUpload({ id, bucket, key, created: Date.now(), ...checksum, ...properties });
  if (checksum.algorithm) response.setHeader('x-amz-checksum-algorithm', checksum.algorithm.toUpperCase());
  if (checksum.sumType) response.setHeader('x-amz-checksum-type', checksum.sumType);
  response.setHeader('x-amz-server-side-encryption', 'AES256');
  sendXml(
    response,
    documentOf('InitiateMultipartUploadResult', [
      text('Bucket', bucket),
      text('Key', key),
      text('UploadId', id),
    ]),
  );
}

function checksumOf(headers: S3Call['request']['headers']): Pick<UploadRecord, 'algorithm' | 'sumType'> {
  const name = headers['x-amz-checksum-algorithm'];
  if (name === undefined) return {};
  const algorithm = ALGORITHMS.find((one) => one === String(name).toLowerCase());
  if (!algorithm) throw s3Error('InvalidRequest', 'Checksum algorithm provided is unsupported.');
  const usual = algorithm === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE';
  const sumType = headers['x-amz-checksum-type'] ?? usual;
  const possible =
    (sumType === 'FULL_OBJECT' && isLinear(algorithm)) ||
    (sumType === 'COMPOSITE' && algorithm !== 'crc64nvme');
  if (!possible) {
    throw s3Error(
      'InvalidRequest',
      `The ${String(sumType)} checksum type cannot be used with the ${algorithm} checksum algorithm.`,
    );
  }
  return { algorithm, sumType: sumType as 'FULL_OBJECT' | 'COMPOSITE' };
}

/** What to compute of a part: what the upload will need at its end, else what the part itself names. */
function partAlgorithms(upload: UploadRecord): (claims: BodyClaims) => readonly Algorithm[] {
  return (claims) => {
    const named = [...(Object.keys(claims.sums) as Algorithm[]), ...(claims.trailer ? [claims.trailer] : [])];
    const mismatch = named.find((one) => upload.algorithm && one !== upload.algorithm);
    if (mismatch) {
      throw s3Error(
        'InvalidRequest',
        `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm}, actual checksum Type: ${mismatch}`,
      );
    }
    return [upload.algorithm ?? 'crc64nvme'];
  };
}

async function uploadPart(storage: S3Storage, call: S3Call): Promise<void> {
  const upload = requireUpload(storage, call);
  const number = partNumberOf(call.query.get('partNumber'));
  const { segment, md5, sums } = await receiveBody(call, storage.blobs, partAlgorithms(upload));
  keepPart(storage, call, { number, segment, etag: md5, modified: Date.now(), sums });
  call.response.setHeader('etag', `"${md5}"`);
  for (const [name, value] of Object.entries(sums)) call.response.setHeader(`x-amz-checksum-${name}`, value);
  sendEmpty(call.response, 200);
}

async function copyPart(storage: S3Storage, call: S3Call): Promise<void> {
  const upload = requireUpload(storage, call);
  const number = partNumberOf(call.query.get('partNumber'));
  const { record } = sourceOf(storage, call);
  const asked = call.request.headers['x-amz-copy-source-range'];
  const range = rangeOf({ range: asked?.toString() }, record) ?? { start: 0, end: record.size - 1 };
  const check = new BodyCheck({ sums: {} }, [upload.algorithm ?? 'crc64nvme']);
  const source = storage.blobs.read(record.segments, range.start, range.end);
  const file = await storage.blobs.write(source, [check], () => undefined);
  const { size, md5: etag, sums } = check.verify();
  const segment = { file, size };
  const modified = Date.now();
  keepPart(storage, call, { number, segment, etag, modified, sums });
  sendXml(
    call.response,
    documentOf('CopyPartResult', [
      text('LastModified', new Date(modified).toISOString()),
      text('ETag', `"${etag}"`),
      ...checksumElements({ sums, sumType: 'FULL_OBJECT' }).slice(0, -1),
    ]),
  );
}

/** The upload may have been completed or aborted while the bytes came in. */
function keepPart(storage: S3Storage, call: S3Call, part: PartRecord): void {
  try {
    const upload = requireUpload(storage, call);
    storage.blobs.remove(storage.index.putPart(upload.id, part));
  } catch (error) {
    storage.blobs.remove([part.segment]);
    throw error;
  }
}

function partNumberOf(value: string | undefined): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= MOST_PARTS) return number;
  throw s3Error('InvalidArgument', `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`);
}

function listParts(storage: S3Storage, call: S3Call): void {
  const upload = requireUpload(storage, call);
  const max = Math.min(Number(call.query.get('max-parts') ?? 1000) || 0, 1000);
  const after = Number(call.query.get('part-number-marker') ?? 0) || 0;
  const rest = storage.index.parts(upload.id).filter(({ number }) => number > after);
  const page = rest.slice(0, max);
  sendXml(
    call.response,
    documentOf('ListPartsResult', [
      text('Bucket', upload.bucket),
      text('Key', upload.key),
      text('UploadId', upload.id),
      text('PartNumberMarker', after),
      text('NextPartNumberMarker', page.at(-1)?.number ?? 0),
      text('MaxParts', max),
      text('IsTruncated', rest.length > page.length),
      upload.algorithm ? text('ChecksumAlgorithm', upload.algorithm.toUpperCase()) : undefined,
      upload.sumType ? text('ChecksumType', upload.sumType) : undefined,
      ...page.map(partElement),
      text('StorageClass', 'STANDARD'),
    ]),
  );
}

function partElement({ number, modified, etag, segment, sums }: PartRecord): string {
  return element('Part', [
    text('PartNumber', number),
    text('LastModified', new Date(modified).toISOString()),
    text('ETag', `"${etag}"`),
    text('Size', segment.size),
    ...Object.entries(sums).map(([name, value]) => text(`Checksum${name.toUpperCase()}`, value)),
  ]);
}

/** All uploads in progress in one answer, up to 1,000. */
function listUploads({ index }: S3Storage, { response, bucket, query }: S3Call): void {
  requireBucket(index, bucket);
  if (query.has('delimiter')) {
    throw s3Error(
      'NotImplemented',
      'ListMultipartUploads with a delimiter is not implemented by the local S3',
    );
  }
  const prefix = query.get('prefix') ?? '';
  const after = query.get('key-marker') ?? '';
  const max = Math.min(Number(query.get('max-uploads') ?? 1000) || 0, 1000);
  const rest = index.uploads(bucket).filter(({ key }) => key.startsWith(prefix) && (!after || key > after));
  const page = rest.slice(0, max);
  sendXml(
    response,
    documentOf('ListMultipartUploadsResult', [
      text('Bucket', bucket),
      text('KeyMarker', after),
      text('Prefix', prefix),
      text('MaxUploads', max),
      text('IsTruncated', rest.length > page.length),
      text('NextKeyMarker', page.at(-1)?.key ?? ''),
      ...page.map(({ key, id, created }) =>
        element('Upload', [
          text('Key', key),
          text('UploadId', id),
          text('StorageClass', 'STANDARD'),
          text('Initiated', new Date(created).toISOString()),
        ]),
      ),
    ]),
  );
}
