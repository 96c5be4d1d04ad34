import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ObjectRecord, PartRecord, UploadRecord } from '../store/object-index.ts';
import { receiveDocument } from './body.ts';
import { sendXml, type S3Call, type S3Storage } from './call.ts';
import { checkWrite } from './conditions.ts';
import { checksumElements } from './copy.ts';
import { ALGORITHMS, Checksum, isLinear, joinChecksums, type Algorithm } from './crc.ts';
import { s3Error } from './errors.ts';
import { documentOf, parseXml, text, type XmlElement } from './xml.ts';

const SMALLEST_PART = 5 * 1024 ** 2;

/** CompleteMultipartUpload: checks the client's list against the parts and makes them one object. */
export async function completeUpload(
  { blobs, index }: S3Storage,
  call: S3Call,
  upload: UploadRecord,
): Promise<void> {
  const { request, response, bucket, key } = call;
  const document = await receiveDocument(call, withoutObjectChecksum(request.headers));
  const listed = (await parseXml(document, 'CompleteMultipartUpload')).all('Part');
  if (!index.upload(upload.id)) throw s3Error('NoSuchUpload', undefined, { UploadId: upload.id });
  checkWrite(request.headers, index.object(bucket, key), key);
  const parts = chosenParts(listed, index.parts(upload.id), upload.id);
  const record = objectOf(upload, parts);
  checkClaims(call, record);
  blobs.remove(index.completeUpload(upload, record));
  sendXml(
    response,
    documentOf('CompleteMultipartUploadResult', [
      text('Location', `http://${request.headers.host ?? ''}/${bucket}/${encodeURI(key)}`),
      text('Bucket', bucket),
      text('Key', key),
      text('ETag', `"${record.etag}"`),
      ...checksumElements(record),
    ]),
  );
}

/** Here alone a checksum header is not that of the body but of the object to be made. */
function withoutObjectChecksum(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = ALGORITHMS.map((algorithm) => `x-amz-checksum-${algorithm}`);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !named.includes(name)));
}

function chosenParts(
  listed: readonly XmlElement[],
  parts: readonly PartRecord[],
  uploadId: string,
): PartRecord[] {
  if (listed.length === 0) throw s3Error('MalformedXML');
  const byNumber = new Map(parts.map((part) => [part.number, part]));
  let last = 0;
  const chosen = listed.map((item) => {
    const number = Number(item.textOf('PartNumber'));
    const etag = item.textOf('ETag')?.trim().replace(/^"|"$/g, '');
    if (!Number.isInteger(number) || etag === undefined) throw s3Error('MalformedXML');
    if (number <= last) throw s3Error('InvalidPartOrder', undefined, { UploadId: uploadId });
    last = number;
    const part = byNumber.get(number);
    if (!part || part.etag !== etag || !sumsAgree(item, part)) {
      throw s3Error('InvalidPart', undefined, { UploadId: uploadId, PartNumber: String(number), ETag: etag });
    }
    return part;
  });
  for (const { number, segment } of chosen.slice(0, -1)) {
    if (segment.size >= SMALLEST_PART) continue;
    throw s3Error('EntityTooSmall', undefined, {
      ProposedSize: String(segment.size),
      MinSizeAllowed: String(SMALLEST_PART),
      PartNumber: String(number),
    });
  }
  return chosen;
}

/** A checksum in the list must be that of the part. */
function sumsAgree(item: XmlElement, part: PartRecord): boolean {
  return ALGORITHMS.every((algorithm) => {
    const claimed = item.textOf(`Checksum${algorithm.toUpperCase()}`);
    return claimed === undefined || claimed === part.sums[algorithm];
  });
}

function objectOf(upload: UploadRecord, parts: readonly PartRecord[]): ObjectRecord {
  const etags = createHash('md5');
  for (const part of parts) etags.update(Buffer.from(part.etag, 'hex'));
  const algorithm = upload.algorithm ?? 'crc64nvme';
  const sumType = upload.sumType ?? 'FULL_OBJECT';
  return {
    headers: upload.headers,
    metadata: upload.metadata,
    etag: `${etags.digest('hex')}-${parts.length}`,
    size: parts.reduce((sum, { segment }) => sum + segment.size, 0),
    modified: Date.now(),
    segments: parts.map(({ segment }) => segment),
    sums: { [algorithm]: sumOf(algorithm, sumType, parts) },
    sumType,
    parts: parts.length,
  };
}

function sumOf(algorithm: Algorithm, type: ObjectRecord['sumType'], parts: readonly PartRecord[]): string {
  const sums = parts.map((part) => part.sums[algorithm] ?? '');
  if (type === 'COMPOSITE') return compositeOf(algorithm, sums);
  if (!isLinear(algorithm)) throw s3Error('InvalidRequest');
  return parts
    .slice(1)
    .reduce(
      (whole, part) => joinChecksums(algorithm, whole, part.sums[algorithm] ?? '', part.segment.size),
      sums[0] ?? '',
    );
}

/** The checksum of the parts' checksums laid end to end, with their number. */
function compositeOf(algorithm: Algorithm, sums: readonly string[]): string {
  const whole = new Checksum(algorithm);
  for (const sum of sums) whole.update(Buffer.from(sum, 'base64'));
  return `${whole.digest()}-${sums.length}`;
}

/** @throws AwsError BadDigest, InvalidRequest when the object is not what the client says it is */
function checkClaims({ request: { headers } }: S3Call, record: ObjectRecord): void {
  for (const [algorithm, value] of Object.entries(record.sums)) {
    const claimed = headers[`x-amz-checksum-${algorithm}`];
    if (claimed === undefined || claimed === value) continue;
    throw s3Error('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
  }
  const size = headers['x-amz-mp-object-size'];
  if (size !== undefined && Number(size) !== record.size) {
    throw s3Error(
      'InvalidRequest',
      'The provided x-amz-mp-object-size does not match the size of the object.',
    );
  }
}
