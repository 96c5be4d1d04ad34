import type { IncomingHttpHeaders } from 'node:http';
import type { ObjectRecord } from '../store/object-index.ts';
import { s3Error } from './errors.ts';

/**
 * Evaluates the conditions of a read, in the order of RFC 9110 section 13.2.2.
 * @param prefix `x-amz-copy-source-` for the source of a copy
 * @returns whether the client's copy is still good
 * @throws AwsError PreconditionFailed
 */
export function isUnchanged(headers: IncomingHttpHeaders, record: ObjectRecord, prefix = ''): boolean {
  const condition = (name: string): string | undefined => {
    const value = headers[`${prefix}${name}`];
    return value === undefined ? undefined : String(value);
  };
  // HTTP dates have whole seconds.
  const modified = Math.floor(record.modified / 1000) * 1000;
  const ifMatch = condition('if-match');
  const unmodifiedSince = Date.parse(condition('if-unmodified-since') ?? '');
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, record.etag))
      throw s3Error('PreconditionFailed', undefined, { Condition: 'If-Match' });
  } else if (modified > unmodifiedSince) {
    throw s3Error('PreconditionFailed', undefined, { Condition: 'If-Unmodified-Since' });
  }
  const ifNoneMatch = condition('if-none-match');
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, record.etag);
  return modified <= Date.parse(condition('if-modified-since') ?? '');
}

/**
 * Evaluates the conditions of a write against what is there now.
 * @throws AwsError PreconditionFailed, NoSuchKey, NotImplemented
 */
export function checkWrite(
  headers: IncomingHttpHeaders,
  current: ObjectRecord | undefined,
  key: string,
): void {
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = headers;
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch !== '*') throw s3Error('NotImplemented');
    if (current) throw s3Error('PreconditionFailed', undefined, { Condition: 'If-None-Match' });
  }
  if (ifMatch === undefined) return;
  if (!current) throw s3Error('NoSuchKey', undefined, { Key: key });
  if (!matches(ifMatch, current.etag))
    throw s3Error('PreconditionFailed', undefined, { Condition: 'If-Match' });
}

function matches(list: string, etag: string): boolean {
  return list.split(',').some((item) => {
    const wanted = item.trim().replace(/^W\//, '').replace(/^"|"$/g, '');
    return wanted === '*' || wanted === etag;
  });
}
