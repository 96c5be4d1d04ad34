import type { Busboy, default as createParser } from 'busboy';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { verifyPostPolicy } from '../sigv4/post-policy.ts';
import { BodyCheck, checkedSum, LARGEST_PUT, type BodyClaims } from './body.ts';
import { requireBucket } from './buckets.ts';
import { sendEmpty, sendXml, type S3Storage } from './call.ts';
import { ALGORITHMS } from './crc.ts';
import { s3Error } from './errors.ts';
import { propertiesOf, refuseUnsupported } from './properties.ts';
import { usualChecksum } from './write-object.ts';
import { documentOf, text } from './xml.ts';

const FIELD_BYTES = 20_480;

/** A form upload from a browser; its signature is in the form, so it comes here unverified. */
export interface PostCall {
  request: IncomingMessage;
  response: ServerResponse;
  bucket: string;
  storage: S3Storage;
  secretOf(keyId: string): string | undefined;
  require(keyId: string): (action: string, bucket: string, key: string) => void;
}

interface FormFile {
  name: string;
  content: Readable;
}

/** PostObject: stores the file of a form, once its policy is verified and its bytes are within the policy's range. */
export async function postObject(call: PostCall): Promise<void> {
  requireBucket(call.storage.index, call.bucket);
  if (/100-continue/i.test(call.request.headers.expect ?? '')) call.response.writeContinue();
  const fields = new Map<string, string>();
  await readForm(call.request, fields, (file) => storeFile(call, fields, file));
}

/** Reads a form whose fields come before its one file. What follows the file is ignored, as on S3. */
async function readForm(
  request: IncomingMessage,
  fields: Map<string, string>,
  onFile: (file: FormFile) => Promise<void>,
): Promise<void> {
  const { default: busboy } = await import('busboy');
  await new Promise<void>((resolve, reject) => {
    const form = open(busboy, request);
    let stored: Promise<void> | undefined;
    form.on('field', (name, value) => {
      if (!stored) fields.set(name.toLowerCase(), value);
    });
    form.on('file', (name, content, info) => {
      stored =
        name === 'file'
          ? onFile({ name: info.filename ?? '', content })
          : Promise.reject(s3Error('InvalidArgument', 'The file must be in the field "file".'));
      stored.then(resolve, (error: unknown) => {
        content.resume();
        // The file's stream fails with the form's error when the form ends too soon.
        const cut = error instanceof Error && error.message === 'Unexpected end of form';
        reject(cut ? s3Error('MalformedPOSTRequest') : error);
      });
    });
    form.on('error', () => reject(s3Error('MalformedPOSTRequest')));
    form.on('close', () => {
      if (!stored) reject(s3Error('InvalidArgument', 'POST requires exactly one file upload per request.'));
    });
    request.on('aborted', () => form.destroy(new Error('The client went away.')));
    request.pipe(form);
  });
}

function open(busboy: typeof createParser, request: IncomingMessage): Busboy {
  try {
    return busboy({
      headers: request.headers,
      limits: { files: 1, fields: 100, fieldSize: FIELD_BYTES },
      defParamCharset: 'utf8',
    });
  } catch {
    throw s3Error('MalformedPOSTRequest');
  }
}

async function storeFile(call: PostCall, fields: ReadonlyMap<string, string>, file: FormFile): Promise<void> {
  const { storage, bucket, response } = call;
  const { keyId, size } = verifyPostPolicy(fields, bucket, call.secretOf);
  const key = (fields.get('key') ?? '').replaceAll('${filename}', file.name);
  if (!key) throw s3Error('InvalidArgument', "Bucket POST must contain a field named 'key'.");
  if (Buffer.byteLength(key) > 1024) throw s3Error('KeyTooLongError');
  call.require(keyId)('s3:PutObject', bucket, key);
  refuseUnsupported((name) => fields.get(name));
  const properties = propertiesOf((name) => fields.get(name), fields.keys());
  const claims = claimsOfForm(fields);
  const check = new BodyCheck(claims, usualChecksum(claims), Math.min(size.max, LARGEST_PUT));
  let received: ReturnType<BodyCheck['verify']> | undefined;
  const stored = await storage.blobs.write(file.content, [check], () => {
    received = check.verify();
    if (received.size < size.min) {
      throw s3Error('EntityTooSmall', undefined, {
        ProposedSize: String(received.size),
        MinSizeAllowed: String(size.min),
      });
    }
  });
  if (!received) throw s3Error('InternalError');
  const { md5, sums } = received;
  const segments = [{ file: stored, size: received.size }];
  requireBucketOrDiscard(call, segments);
  const unused = storage.index.putObject(bucket, key, {
    ...properties,
    etag: md5,
    size: received.size,
    modified: Date.now(),
    segments,
    sums,
    sumType: 'FULL_OBJECT',
  });
  storage.blobs.remove(unused);
  answer(response, fields, { bucket, key, etag: md5 });
}

function requireBucketOrDiscard(
  { storage, bucket }: PostCall,
  segments: { file: string; size: number }[],
): void {
  try {
    requireBucket(storage.index, bucket);
  } catch (error) {
    storage.blobs.remove(segments);
    throw error;
  }
}

function claimsOfForm(fields: ReadonlyMap<string, string>): BodyClaims {
  const sums: BodyClaims['sums'] = {};
  for (const algorithm of ALGORITHMS) {
    const value = fields.get(`x-amz-checksum-${algorithm}`);
    if (value !== undefined) sums[algorithm] = checkedSum(algorithm, value);
  }
  return { sums, md5: fields.get('content-md5') };
}

function answer(
  response: ServerResponse,
  fields: ReadonlyMap<string, string>,
  { bucket, key, etag }: { bucket: string; key: string; etag: string },
): void {
  response.setHeader('etag', `"${etag}"`);
  const redirect = fields.get('success_action_redirect');
  if (redirect && URL.canParse(redirect)) {
    const target = new URL(redirect);
    for (const [name, value] of Object.entries({ bucket, key, etag: `"${etag}"` })) {
      target.searchParams.set(name, value);
    }
    response.setHeader('location', target.href);
    sendEmpty(response, 303);
  } else if (fields.get('success_action_status') === '201') {
    const body = [text('Location', `/${bucket}/${encodeURI(key)}`), text('Bucket', bucket), text('Key', key)];
    sendXml(response, documentOf('PostResponse', [...body, text('ETag', `"${etag}"`)]), 201);
  } else {
    sendEmpty(response, fields.get('success_action_status') === '200' ? 200 : 204);
  }
}
