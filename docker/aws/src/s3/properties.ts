import type { IncomingHttpHeaders } from 'node:http';
import type { Properties } from '../store/object-index.ts';
import { s3Error } from './errors.ts';

/** Standard headers that are kept with an object. */
export const KEPT_HEADERS = [
  'content-type',
  'content-disposition',
  'content-encoding',
  'content-language',
  'cache-control',
  'expires',
] as const;

const METADATA_PREFIX = 'x-amz-meta-';
const METADATA_BYTES = 2048;

/** Headers whose effect is not had here; to take them in silence would be to lie. */
const REFUSED_HEADERS = [
  'x-amz-object-lock-mode',
  'x-amz-object-lock-retain-until-date',
  'x-amz-object-lock-legal-hold',
  'x-amz-server-side-encryption-customer-algorithm',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-tagging',
  'x-amz-website-redirect-location',
  'x-amz-write-offset-bytes',
  'x-amz-grant-read',
  'x-amz-grant-full-control',
];

/** The values these headers may have here: the default of every new bucket on AWS. */
const ALLOWED_VALUES: Record<string, readonly string[]> = {
  'x-amz-storage-class': ['STANDARD'],
  'x-amz-server-side-encryption': ['AES256'],
};

/** Reads the properties of a new object from the headers of a request or the fields of a form. */
export function propertiesOf(
  source: (name: string) => string | undefined,
  names: Iterable<string>,
): Properties {
  const headers: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = name === 'content-encoding' ? withoutFraming(source(name)) : source(name);
    if (value) headers[name] = checkedHeader(name, value);
  }
  const metadata: Record<string, string> = {};
  let bytes = 0;
  for (const name of names) {
    if (!name.startsWith(METADATA_PREFIX)) continue;
    const short = name.slice(METADATA_PREFIX.length);
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(short))
      throw s3Error('InvalidArgument', 'A metadata name cannot be a header.');
    metadata[short] = checkedHeader(name, source(name) ?? '');
    bytes += Buffer.byteLength(short) + Buffer.byteLength(metadata[short]);
  }
  if (bytes > METADATA_BYTES) {
    throw s3Error('MetadataTooLarge', undefined, {
      Size: String(bytes),
      MaxSizeAllowed: String(METADATA_BYTES),
    });
  }
  return { headers, metadata };
}

/** The value as it may stand in a header when the object is read. @throws AwsError InvalidArgument */
export function checkedHeader(name: string, value: string): string {
  if (!/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) return value;
  throw s3Error('InvalidArgument', `The value of ${name} cannot be a header.`);
}

/** Reads the properties of a new object from a request's headers. */
export function propertiesOfHeaders(headers: IncomingHttpHeaders): Properties {
  const value = (name: string) => (headers[name] === undefined ? undefined : String(headers[name]));
  return propertiesOf(value, Object.keys(headers));
}

/** Refuses what a header or field asks for and this S3 does not do. @throws AwsError NotImplemented */
export function refuseUnsupported(source: (name: string) => string | undefined): void {
  for (const name of REFUSED_HEADERS) {
    if (source(name) !== undefined) throw s3Error('NotImplemented', notImplemented(name), { Header: name });
  }
  for (const [name, allowed] of Object.entries(ALLOWED_VALUES)) {
    const value = source(name);
    if (value === undefined || allowed.includes(value)) continue;
    throw s3Error('NotImplemented', notImplemented(`${name}: ${value}`), { Header: name });
  }
  const acl = source('x-amz-acl') ?? source('acl');
  if (acl !== undefined && acl !== 'private' && acl !== 'bucket-owner-full-control') {
    throw s3Error('AccessControlListNotSupported');
  }
}

function notImplemented(what: string): string {
  return `${what} is not implemented by the local S3`;
}

/** `aws-chunked` is how the body travelled, not what it is. */
function withoutFraming(encoding: string | undefined): string | undefined {
  const left = encoding?.split(',').map((one) => one.trim());
  return left?.filter((one) => one !== 'aws-chunked').join(',');
}
