import { checkWrite } from './conditions.ts';
import { receiveBody, type BodyClaims } from './body.ts';
import { sendEmpty, type Operations, type S3Call, type S3Storage } from './call.ts';
import type { Algorithm } from './crc.ts';
import { requireBucket } from './buckets.ts';
import { propertiesOfHeaders, refuseUnsupported } from './properties.ts';

/** PutObject and DeleteObject. */
export function writeOperations(storage: S3Storage): Operations {
  return {
    PutObject: (call) => putObject(storage, call),
    DeleteObject: (call) => deleteObject(storage, call),
  };
}

/** S3 computes a CRC64NVME for what comes without a checksum. */
export function usualChecksum(claims: BodyClaims): readonly Algorithm[] {
  return claims.trailer || Object.keys(claims.sums).length > 0 ? [] : ['crc64nvme'];
}

async function putObject({ blobs, index }: S3Storage, call: S3Call): Promise<void> {
  const { request, response, bucket, key } = call;
  requireBucket(index, bucket);
  refuseUnsupported((name) => request.headers[name]?.toString());
  const properties = propertiesOfHeaders(request.headers);
  checkWrite(request.headers, index.object(bucket, key), key);
  const { segment, size, md5, sums } = await receiveBody(call, blobs, usualChecksum);
  try {
    // Again, because others may have written meanwhile. From here to the commit nothing waits.
    requireBucket(index, bucket);
    checkWrite(request.headers, index.object(bucket, key), key);
  } catch (error) {
    blobs.remove([segment]);
    throw error;
  }
  const unused = index.putObject(bucket, key, {
    ...properties,
    etag: md5,
    size,
    modified: Date.now(),
    segments: [segment],
    sums,
    sumType: 'FULL_OBJECT',
  });
  blobs.remove(unused);
  response.setHeader('etag', `"${md5}"`);
  response.setHeader('x-amz-server-side-encryption', 'AES256');
  for (const [algorithm, value] of Object.entries(sums)) {
    response.setHeader(`x-amz-checksum-${algorithm}`, value);
  }
  response.setHeader('x-amz-checksum-type', 'FULL_OBJECT');
  sendEmpty(response, 200);
}

function deleteObject({ blobs, index }: S3Storage, { request, response, bucket, key }: S3Call): void {
  requireBucket(index, bucket);
  if (request.headers['if-match'] !== undefined) checkWrite(request.headers, index.object(bucket, key), key);
  blobs.remove(index.deleteObject(bucket, key));
  sendEmpty(response, 204);
}
