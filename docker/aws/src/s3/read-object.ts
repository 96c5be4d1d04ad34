import { pipeline } from 'node:stream/promises';
import type { ObjectRecord } from '../store/object-index.ts';
import { requireBucket } from './buckets.ts';
import type { Operations, S3Call, S3Storage } from './call.ts';
import { isUnchanged } from './conditions.ts';
import { s3Error } from './errors.ts';
import { checkedHeader, KEPT_HEADERS } from './properties.ts';
import { rangeOf, rangeOfPart, type ByteRange } from './range.ts';

/** GetObject and HeadObject. */
export function readOperations(storage: S3Storage): Operations {
  return {
    GetObject: (call) => readObject(storage, call),
    HeadObject: (call) => readObject(storage, call),
  };
}

async function readObject({ blobs, index }: S3Storage, call: S3Call): Promise<void> {
  const { request, response, bucket, key, query } = call;
  requireBucket(index, bucket);
  const record = index.object(bucket, key);
  if (!record) {
    // Who may not list a bucket is not told what it lacks: AWS answers 403 then, not 404.
    call.require('s3:ListBucket', bucket, '');
    throw s3Error('NoSuchKey', undefined, { Key: key });
  }
  const headers = { ...headersOf(record), ...overrides(query) };
  if (isUnchanged(request.headers, record)) {
    response.writeHead(304, { etag: `"${record.etag}"`, 'last-modified': headers['last-modified'] });
    response.end();
    return;
  }
  const partNumber = query.get('partNumber');
  const range = partNumber === undefined ? rangeOf(request.headers, record) : rangeOfPart(partNumber, record);
  if (partNumber !== undefined && record.parts) headers['x-amz-mp-parts-count'] = String(record.parts);
  Object.assign(headers, range ? rangeHeaders(range, record) : checksumHeaders(call, record));
  const { start, end } = range ?? { start: 0, end: record.size - 1 };
  response.writeHead(range ? 206 : 200, { ...headers, 'content-length': String(end - start + 1) });
  if (request.method === 'HEAD' || end < start) response.end();
  else await pipeline(blobs.read(record.segments, start, end), response);
}

function headersOf(record: ObjectRecord): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'binary/octet-stream',
    etag: `"${record.etag}"`,
    'last-modified': new Date(record.modified).toUTCString(),
    'accept-ranges': 'bytes',
    'x-amz-server-side-encryption': 'AES256',
  };
  for (const [name, value] of Object.entries(record.headers)) headers[name] = headerText(value);
  for (const [name, value] of Object.entries(record.metadata))
    headers[`x-amz-meta-${name}`] = headerText(value);
  return headers;
}

function rangeHeaders({ start, end }: ByteRange, record: ObjectRecord): Record<string, string> {
  return { 'content-range': `bytes ${start}-${end}/${record.size}` };
}

function checksumHeaders({ request }: S3Call, record: ObjectRecord): Record<string, string> {
  if (request.headers['x-amz-checksum-mode'] !== 'ENABLED' || Object.keys(record.sums).length === 0)
    return {};
  const sums = Object.entries(record.sums).map(([name, value]) => [`x-amz-checksum-${name}`, value]);
  return { ...Object.fromEntries(sums), 'x-amz-checksum-type': record.sumType };
}

/** `response-content-disposition` and its kin. */
function overrides(query: ReadonlyMap<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = query.get(`response-${name}`);
    if (value === undefined) continue;
    found[name] = headerText(checkedHeader(`response-${name}`, value));
  }
  return found;
}

/** Headers travel as bytes; what Latin-1 lacks goes as UTF-8. */
function headerText(value: string): string {
  return /^[\u0000-\u00ff]*$/.test(value) ? value : Buffer.from(value, 'utf8').toString('latin1');
}
