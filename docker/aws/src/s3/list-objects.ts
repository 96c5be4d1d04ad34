import { uriEncode } from '../sigv4/encoding.ts';
import type { ObjectIndex, ObjectRecord } from '../store/object-index.ts';
import { requireBucket } from './buckets.ts';
import { sendXml, type Operations, type S3Call, type S3Storage } from './call.ts';
import { s3Error } from './errors.ts';
import { documentOf, element, text } from './xml.ts';

const MOST_KEYS = 1000;
const PAGE = 1001;

interface Listing {
  bucket: string;
  prefix: string;
  delimiter: string;
  maxKeys: number;
  /** First key to look at, as bytes, inclusive. */
  from: Buffer;
  /** Nothing up to and including this is listed, be it a key or a common prefix. */
  after: string;
}

interface Found {
  objects: { key: string; record: ObjectRecord }[];
  prefixes: string[];
  /** Where the next page begins, when there is one. */
  next?: Buffer;
  /** Last key or common prefix of this page. */
  last: string;
}

/** ListObjects and ListObjectsV2. */
export function listOperations({ index }: S3Storage): Operations {
  return {
    ListObjects: (call) => listObjects(index, call, false),
    ListObjectsV2: (call) => listObjects(index, call, true),
  };
}

function listObjects(index: ObjectIndex, { response, bucket, query }: S3Call, second: boolean): void {
  requireBucket(index, bucket);
  const encode = encoder(query.get('encoding-type'));
  const token = query.get('continuation-token');
  const after = (second ? query.get('start-after') : query.get('marker')) ?? '';
  const listing: Listing = {
    bucket,
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    maxKeys: maxKeysOf(query.get('max-keys')),
    from: second && token !== undefined ? fromToken(token) : Buffer.from(after),
    after: second && token !== undefined ? '' : after,
  };
  const found = find(index, listing);
  const withOwner = !second || query.get('fetch-owner') === 'true';
  const paging = second ? pagingV2(query, found, encode) : pagingV1(query, found, listing, encode);
  sendXml(
    response,
    documentOf('ListBucketResult', [
      text('Name', bucket),
      text('Prefix', encode(listing.prefix)),
      text('MaxKeys', listing.maxKeys),
      listing.delimiter ? text('Delimiter', encode(listing.delimiter)) : undefined,
      query.has('encoding-type') ? text('EncodingType', 'url') : undefined,
      text('IsTruncated', found.next !== undefined),
      ...paging,
      ...found.objects.map(({ key, record }) => contents(encode(key), record, withOwner)),
      ...found.prefixes.map((prefix) => element('CommonPrefixes', [text('Prefix', encode(prefix))])),
    ]),
  );
}

function pagingV1(
  query: ReadonlyMap<string, string>,
  found: Found,
  { delimiter }: Listing,
  encode: (value: string) => string,
): (string | undefined)[] {
  return [
    text('Marker', encode(query.get('marker') ?? '')),
    // Without a delimiter the client takes the last key itself, as S3 has it.
    found.next && delimiter ? text('NextMarker', encode(found.last)) : undefined,
  ];
}

function pagingV2(
  query: ReadonlyMap<string, string>,
  found: Found,
  encode: (value: string) => string,
): (string | undefined)[] {
  const [token, startAfter] = [query.get('continuation-token'), query.get('start-after')];
  return [
    text('KeyCount', found.objects.length + found.prefixes.length),
    token === undefined ? undefined : text('ContinuationToken', token),
    startAfter === undefined ? undefined : text('StartAfter', encode(startAfter)),
    found.next ? text('NextContinuationToken', found.next.toString('base64url')) : undefined,
  ];
}

/** Walks the keys in order; a common prefix is passed over in one step, however many keys it stands for. */
function find(index: ObjectIndex, listing: Listing): Found {
  const { bucket, prefix, delimiter, maxKeys, after } = listing;
  const found: Found = { objects: [], prefixes: [], last: '' };
  if (maxKeys === 0) return found;
  let from = Buffer.compare(listing.from, Buffer.from(prefix)) > 0 ? listing.from : Buffer.from(prefix);
  for (;;) {
    const rows = index.objectsFrom(bucket, from, PAGE);
    if (rows.length === 0) return found;
    for (const { key, record } of rows) {
      if (!key.startsWith(prefix)) return found;
      const common = commonPrefixOf(key, prefix, delimiter);
      const name = common ?? key;
      const next: Buffer = common === undefined ? followerOf(key) : beyondPrefix(common);
      if (!after || compareBytes(name, after) > 0) {
        if (found.objects.length + found.prefixes.length === maxKeys) {
          found.next = from;
          return found;
        }
        if (common === undefined) found.objects.push({ key, record });
        else found.prefixes.push(common);
        found.last = name;
      }
      from = next;
      if (common !== undefined) break; // what follows in these rows is likely under the same prefix
    }
  }
}

function commonPrefixOf(key: string, prefix: string, delimiter: string): string | undefined {
  const at = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

/** The first byte string after a key. */
function followerOf(key: string): Buffer {
  return Buffer.concat([Buffer.from(key), Buffer.of(0)]);
}

/** The first byte string after all that begin with a prefix; UTF-8 has no byte 255, so the last one can be raised. */
function beyondPrefix(prefix: string): Buffer {
  const bytes = Buffer.from(prefix);
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) + 1;
  return bytes;
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function maxKeysOf(text: string | undefined): number {
  if (text === undefined) return MOST_KEYS;
  if (!/^\d{1,10}$/.test(text))
    throw s3Error('InvalidArgument', 'Provided max-keys not an integer or within range');
  return Math.min(Number(text), MOST_KEYS);
}

function fromToken(token: string): Buffer {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length > 0 && bytes.toString('base64url') === token) return bytes;
  throw s3Error('InvalidArgument', 'The continuation token provided is incorrect');
}

/** With `url`, names are percent-encoded so that any key survives XML; the slash stays. */
function encoder(type: string | undefined): (value: string) => string {
  if (type === undefined) return (value) => value;
  if (type !== 'url') throw s3Error('InvalidArgument', 'Invalid Encoding Method specified in Request');
  return (value) => uriEncode(value).replaceAll('%2F', '/');
}

function contents(key: string, record: ObjectRecord, withOwner: boolean): string {
  return element('Contents', [
    text('Key', key),
    text('LastModified', new Date(record.modified).toISOString()),
    text('ETag', `"${record.etag}"`),
    ...Object.keys(record.sums).map((name) => text('ChecksumAlgorithm', name.toUpperCase())),
    Object.keys(record.sums).length > 0 ? text('ChecksumType', record.sumType) : undefined,
    text('Size', record.size),
    withOwner ? element('Owner', [text('ID', 'local'), text('DisplayName', 'local')]) : undefined,
    text('StorageClass', 'STANDARD'),
  ]);
}
