import { createHash, type Hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ChunkSignatures } from '../sigv4/chunk-signatures.ts';
import type { Signed } from '../sigv4/verify.ts';
import type { Blobs, Segment } from '../store/blobs.ts';
import { AwsChunkedDecoder } from './aws-chunked.ts';
import type { S3Call } from './call.ts';
import { ALGORITHMS, Checksum, DIGEST_BYTES, type Algorithm } from './crc.ts';
import { s3Error } from './errors.ts';

/** The largest object that one request may carry: 5 GiB, as on S3. */
export const LARGEST_PUT = 5 * 1024 ** 3;
const LARGEST_DOCUMENT = 4 * 1024 ** 2;

/** What a request says of its body. */
export interface BodyClaims {
  /** SHA-256 in hexadecimal that the signature covers. */
  sha256?: string;
  /** Base64. */
  md5?: string;
  /** Checksums named before the body. */
  sums: Partial<Record<Algorithm, string>>;
  /** The checksum that follows the body. */
  trailer?: Algorithm;
  /** Bytes, where the request says. */
  size?: number;
}

/** A body that arrived whole and as claimed. */
export interface Received {
  size: number;
  /** Hexadecimal. */
  md5: string;
  sums: Partial<Record<Algorithm, string>>;
}

/** Reads what the headers claim of the body. @throws AwsError when a claim makes no sense */
function claimsOf(headers: IncomingHttpHeaders, payloadHash: string): BodyClaims {
  const streaming = payloadHash.startsWith('STREAMING-');
  const length = headers[streaming ? 'x-amz-decoded-content-length' : 'content-length'];
  if (length === undefined || !/^\d+$/.test(String(length))) throw s3Error('MissingContentLength');
  const md5 = headers['content-md5'];
  if (md5 !== undefined && !isBase64(String(md5), 16)) throw s3Error('InvalidDigest');
  const sums = claimedSums(headers);
  const trailerName = String(headers['x-amz-trailer'] ?? '').toLowerCase();
  const trailer = ALGORITHMS.find((algorithm) => trailerName === `x-amz-checksum-${algorithm}`);
  if (trailerName && !trailer) {
    throw s3Error('InvalidRequest', 'The value specified in the x-amz-trailer header is not supported');
  }
  if (headers['x-amz-sdk-checksum-algorithm'] && !trailer && Object.keys(sums).length === 0) {
    throw s3Error(
      'InvalidRequest',
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  const sha256 = /^[0-9a-f]{64}$/.test(payloadHash) ? payloadHash : undefined;
  return { sha256, md5: md5 && String(md5), sums, trailer, size: Number(length) };
}

function claimedSums(headers: IncomingHttpHeaders): BodyClaims['sums'] {
  const sums: BodyClaims['sums'] = {};
  for (const algorithm of ALGORITHMS) {
    const value = headers[`x-amz-checksum-${algorithm}`];
    if (value === undefined) continue;
    sums[algorithm] = checkedSum(algorithm, String(value));
  }
  if (Object.keys(sums).length > 1) {
    throw s3Error(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  return sums;
}

/** A checksum as given, if it can be one. @throws AwsError InvalidRequest */
export function checkedSum(algorithm: Algorithm, value: string): string {
  if (isBase64(value, DIGEST_BYTES[algorithm])) return value;
  throw s3Error('InvalidRequest', `Value for x-amz-checksum-${algorithm} header is invalid.`);
}

function isBase64(value: string, bytes: number): boolean {
  const decoded = Buffer.from(value, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === value;
}

/** Passes a body through, computing what its claims and the answer need. */
export class BodyCheck extends Transform {
  readonly #claims: BodyClaims;
  readonly #largest: number;
  readonly #md5 = createHash('md5');
  readonly #sha256: Hash | undefined;
  readonly #sums: Checksum[];
  #size = 0;

  /** @param wanted checksums to compute besides the claimed ones */
  constructor(claims: BodyClaims, wanted: readonly Algorithm[], largest = LARGEST_PUT) {
    super({ highWaterMark: 1 << 20 });
    this.#claims = claims;
    this.#largest = largest;
    if (claims.sha256) this.#sha256 = createHash('sha256');
    const algorithms = new Set<Algorithm>([...(Object.keys(claims.sums) as Algorithm[]), ...wanted]);
    if (claims.trailer) algorithms.add(claims.trailer);
    this.#sums = [...algorithms].map((algorithm) => new Checksum(algorithm));
  }

  override _transform(bytes: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#size += bytes.length;
    if (this.#size > this.#largest) {
      done(s3Error('EntityTooLarge', undefined, { MaxSizeAllowed: String(this.#largest) }));
      return;
    }
    this.#md5.update(bytes);
    this.#sha256?.update(bytes);
    for (const sum of this.#sums) sum.update(bytes);
    done(null, bytes);
  }

  /**
   * Compares what arrived with what was claimed. Call once, after the body has ended.
   * @throws AwsError IncompleteBody, XAmzContentSHA256Mismatch, BadDigest, MalformedTrailerError
   */
  verify(trailers: ReadonlyMap<string, string> = new Map()): Received {
    const claims = this.#claims;
    if (claims.size !== undefined && claims.size !== this.#size) throw s3Error('IncompleteBody');
    if (this.#sha256 && this.#sha256.digest('hex') !== claims.sha256) {
      throw s3Error('XAmzContentSHA256Mismatch');
    }
    const md5 = this.#md5.digest();
    if (claims.md5 !== undefined && claims.md5 !== md5.toString('base64')) throw s3Error('BadDigest');
    const sums: Received['sums'] = {};
    for (const sum of this.#sums) {
      const computed = sum.digest();
      sums[sum.algorithm] = computed;
      const trailing =
        claims.trailer === sum.algorithm ? trailers.get(`x-amz-checksum-${claims.trailer}`) : undefined;
      if (claims.trailer === sum.algorithm && trailing === undefined) throw s3Error('MalformedTrailerError');
      for (const claimed of [claims.sums[sum.algorithm], trailing]) {
        if (claimed === undefined || claimed === computed) continue;
        throw s3Error(
          'BadDigest',
          `The ${sum.algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
        );
      }
    }
    return { size: this.#size, md5: md5.toString('hex'), sums };
  }
}

/**
 * Stores the body of a request as a new file, at constant memory, once all its claims hold.
 * @param wanted checksums to compute when the request names none
 */
export async function receiveBody(
  call: S3Call,
  blobs: Blobs,
  wanted: (claims: BodyClaims) => readonly Algorithm[],
): Promise<Received & { segment: Segment }> {
  const claims = claimsOf(call.request.headers, call.signed.payloadHash);
  if ((claims.size ?? 0) > LARGEST_PUT) {
    throw s3Error('EntityTooLarge', undefined, { MaxSizeAllowed: String(LARGEST_PUT) });
  }
  const check = new BodyCheck(claims, wanted(claims));
  const decoder = decoderFor(claims, call.signed);
  continueIfAsked(call);
  let received: Received | undefined;
  const file = await blobs.write(call.request, decoder ? [decoder, check] : [check], () => {
    received = check.verify(decoder?.trailers);
  });
  if (!received) throw s3Error('InternalError');
  return { ...received, segment: { file, size: received.size } };
}

/**
 * Reads the XML document that a request carries, once all its claims hold.
 * @param headers where they are to be read otherwise than as they came
 */
export async function receiveDocument(
  call: S3Call,
  headers: IncomingHttpHeaders = call.request.headers,
): Promise<string> {
  const claims = claimsOf(headers, call.signed.payloadHash);
  const check = new BodyCheck(claims, [], LARGEST_DOCUMENT);
  const decoder = decoderFor(claims, call.signed);
  continueIfAsked(call);
  const pieces: Buffer[] = [];
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const piece of source) pieces.push(piece);
  };
  if (decoder) await pipeline(call.request, decoder, check, collect);
  else await pipeline(call.request as Readable, check, collect);
  check.verify(decoder?.trailers);
  return Buffer.concat(pieces).toString('utf8');
}

function decoderFor(claims: BodyClaims, signed: Signed): AwsChunkedDecoder | undefined {
  switch (signed.payloadHash) {
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return new AwsChunkedDecoder(claims.size ?? 0);
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER':
      return new AwsChunkedDecoder(claims.size ?? 0, new ChunkSignatures(signed));
    case 'UNSIGNED-PAYLOAD':
      return undefined;
  }
  if (signed.payloadHash.startsWith('STREAMING-')) {
    throw s3Error('NotImplemented', `${signed.payloadHash} is not implemented by the local S3`);
  }
  if (claims.sha256) return undefined;
  throw s3Error(
    'InvalidArgument',
    'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING form or a valid sha256 value.',
  );
}

/** A client that waits for "100 Continue" is told to go on only once nothing but the body can be refused. */
function continueIfAsked(call: S3Call): void {
  if (/100-continue/i.test(call.request.headers.expect ?? '')) call.response.writeContinue();
}
