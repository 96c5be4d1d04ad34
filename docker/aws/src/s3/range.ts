import type { IncomingHttpHeaders } from 'node:http';
import type { ObjectRecord } from '../store/object-index.ts';
import { s3Error } from './errors.ts';

/** Bytes `start` to `end`, both inclusive. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * The range a request asks for, or undefined for all. As on S3, several ranges, and what is not a range, are ignored.
 * @throws AwsError InvalidRange
 */
export function rangeOf(headers: IncomingHttpHeaders, record: ObjectRecord): ByteRange | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? [];
  if (!from && !to) return undefined;
  const ifRange = headers['if-range'];
  if (ifRange !== undefined && String(ifRange) !== `"${record.etag}"`) return undefined;
  const last = record.size - 1;
  const range = from
    ? { start: Number(from), end: to ? Math.min(Number(to), last) : last }
    : { start: Math.max(0, record.size - Number(to)), end: last };
  if (from && to && Number(to) < Number(from)) return undefined;
  if (range.start > range.end) {
    throw s3Error('InvalidRange', undefined, {
      RangeRequested: String(headers.range),
      ActualObjectSize: String(record.size),
    });
  }
  return range;
}

/**
 * The range of one part of an object. An object that was uploaded whole has one part.
 * @throws AwsError InvalidPartNumber
 */
export function rangeOfPart(partNumber: string, record: ObjectRecord): ByteRange | undefined {
  const number = Number(partNumber);
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw s3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
  }
  const sizes = record.parts === undefined ? [record.size] : record.segments.map(({ size }) => size);
  const size = sizes[number - 1];
  if (size === undefined) throw s3Error('InvalidPartNumber');
  if (size === 0) return undefined;
  const start = sizes.slice(0, number - 1).reduce((sum, one) => sum + one, 0);
  return { start, end: start + size - 1 };
}
