import type { IncomingMessage } from 'node:http';
import { AwsError } from '../errors.ts';
import { canonicalRequest, type PathEncoding } from './canonical.ts';
import { parseAmzDate, queryOf } from './encoding.ts';
import { hmac, sameSignature, scopeText, sha256Hex, signingKey, type Scope } from './signature.ts';

const CLOCK_SKEW_MS = 15 * 60_000;
const LONGEST_PRESIGN_S = 604_800;

/** Who signed a request, and what later signatures of the same request (its chunks) build on. */
export interface Signed {
  keyId: string;
  /** What the signature says of the body: a SHA-256, `UNSIGNED-PAYLOAD` or a `STREAMING-` form. */
  payloadHash: string;
  mode: 'header' | 'query';
  scope: Scope;
  amzDate: string;
  signature: string;
  signingKey: Buffer;
}

export interface Verification {
  service: 's3' | 'ses';
  pathEncoding: PathEncoding;
  secretOf(keyId: string): string | undefined;
  /** SHA-256 of the body where the service does not send `x-amz-content-sha256` (all but S3). */
  bodyHash?: string;
  now?: number;
}

interface Claim {
  mode: 'header' | 'query';
  credential: string;
  signedHeaders: string[];
  signature: string;
  amzDate: string;
  payloadHash: string;
}

/**
 * Verifies the signature of a request, in its Authorization header or its query.
 * @throws AwsError AccessDenied, SignatureDoesNotMatch, InvalidAccessKeyId, RequestTimeTooSkewed,
 * AuthorizationHeaderMalformed, AuthorizationQueryParametersError
 */
export function verifyRequest(request: IncomingMessage, rules: Verification): Signed {
  const now = rules.now ?? Date.now();
  const query = new Map(queryOf(request.url ?? '/'));
  const claim = request.headers.authorization
    ? headerClaim(request, request.headers.authorization, rules, now)
    : queryClaim(request, query, now);
  const { keyId, scope } = scopeOf(claim, rules.service);
  refuseUnsignedHeaders(request, claim);
  const secret = rules.secretOf(keyId);
  if (secret === undefined) {
    throw new AwsError(
      'InvalidAccessKeyId',
      403,
      'The AWS Access Key Id you provided does not exist in our records.',
      { AWSAccessKeyId: keyId },
    );
  }
  const canonical = canonicalRequest(request, claim.signedHeaders, claim.payloadHash, rules.pathEncoding);
  const text = ['AWS4-HMAC-SHA256', claim.amzDate, scopeText(scope), sha256Hex(canonical)].join('\n');
  const key = signingKey(secret, scope);
  if (!sameSignature(hmac(key, text).toString('hex'), claim.signature)) {
    throw new AwsError(
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      { AWSAccessKeyId: keyId, StringToSign: text, CanonicalRequest: canonical },
    );
  }
  const { mode, payloadHash, amzDate, signature } = claim;
  return { keyId, scope, mode, payloadHash, amzDate, signature, signingKey: key };
}

function headerClaim(
  request: IncomingMessage,
  authorization: string,
  rules: Verification,
  now: number,
): Claim {
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  const [, credential, signedHeaders, signature] = found ?? [];
  if (!credential || !signedHeaders || !signature) {
    throw new AwsError('AuthorizationHeaderMalformed', 400, 'The authorization header is malformed.');
  }
  const amzDate = String(request.headers['x-amz-date'] ?? '');
  const signedAt = parseAmzDate(amzDate);
  if (Number.isNaN(signedAt)) {
    throw new AwsError('AccessDenied', 403, 'AWS authentication requires a valid Date or x-amz-date header');
  }
  if (Math.abs(now - signedAt) > CLOCK_SKEW_MS) {
    throw new AwsError(
      'RequestTimeTooSkewed',
      403,
      'The difference between the request time and the current time is too large.',
      {
        RequestTime: amzDate,
        ServerTime: new Date(now).toISOString(),
        MaxAllowedSkewMilliseconds: String(CLOCK_SKEW_MS),
      },
    );
  }
  const payloadHash = rules.bodyHash ?? String(request.headers['x-amz-content-sha256'] ?? '');
  if (!payloadHash) {
    throw new AwsError(
      'InvalidRequest',
      400,
      'Missing required header for this request: x-amz-content-sha256',
    );
  }
  const names = signedHeaders.split(';');
  return { mode: 'header', credential, signedHeaders: names, signature, amzDate, payloadHash };
}

function queryClaim(request: IncomingMessage, query: Map<string, string>, now: number): Claim {
  const signature = query.get('X-Amz-Signature');
  if (signature === undefined) throw new AwsError('AccessDenied', 403, 'Access Denied');
  const parameter = (name: string): string => {
    const value = query.get(name);
    if (value) return value;
    throw new AwsError(
      'AuthorizationQueryParametersError',
      400,
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  };
  if (parameter('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') {
    throw new AwsError(
      'AuthorizationQueryParametersError',
      400,
      'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"',
    );
  }
  const credential = parameter('X-Amz-Credential');
  const signedHeaders = parameter('X-Amz-SignedHeaders').split(';');
  const amzDate = parameter('X-Amz-Date');
  refuseExpired(amzDate, Number(parameter('X-Amz-Expires')), now);
  const signedHash = signedHeaders.includes('x-amz-content-sha256')
    ? String(request.headers['x-amz-content-sha256'])
    : undefined;
  const payloadHash = query.get('X-Amz-Content-Sha256') ?? signedHash ?? 'UNSIGNED-PAYLOAD';
  return { mode: 'query', credential, signedHeaders, signature, amzDate, payloadHash };
}

function refuseExpired(amzDate: string, seconds: number, now: number): void {
  if (!(seconds >= 1 && seconds <= LONGEST_PRESIGN_S)) {
    throw new AwsError(
      'AuthorizationQueryParametersError',
      400,
      `X-Amz-Expires must be between 1 and ${LONGEST_PRESIGN_S} seconds`,
    );
  }
  const signedAt = parseAmzDate(amzDate);
  if (Number.isNaN(signedAt)) {
    throw new AwsError(
      'AuthorizationQueryParametersError',
      400,
      "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
    );
  }
  const expires = signedAt + seconds * 1000;
  if (now > expires) {
    throw new AwsError('AccessDenied', 403, 'Request has expired', {
      'X-Amz-Expires': String(seconds),
      Expires: new Date(expires).toISOString(),
      ServerTime: new Date(now).toISOString(),
    });
  }
  if (signedAt - now > CLOCK_SKEW_MS) throw new AwsError('AccessDenied', 403, 'Request is not valid yet');
}

/** Any region is taken: the stand-in stands for whichever one the client was set to. */
function scopeOf(claim: Claim, service: string): { keyId: string; scope: Scope } {
  const [keyId, date, region, named, end] = claim.credential.split('/');
  const malformed = (why: string) =>
    claim.mode === 'header'
      ? new AwsError('AuthorizationHeaderMalformed', 400, `The authorization header is malformed; ${why}.`)
      : new AwsError('AuthorizationQueryParametersError', 400, `Error parsing X-Amz-Credential; ${why}.`);
  if (!keyId || !date || !region || end !== 'aws4_request') throw malformed('the credential is incomplete');
  if (named !== service) throw malformed(`the service must be "${service}"`);
  if (claim.amzDate.slice(0, 8) !== date)
    throw malformed('the credential is of another day than the request');
  return { keyId, scope: { date, region, service } };
}

function refuseUnsignedHeaders(request: IncomingMessage, claim: Claim): void {
  const unsigned = Object.keys(request.headers).filter(
    (name) =>
      name.startsWith('x-amz-') &&
      !claim.signedHeaders.includes(name) &&
      // A presigned URL covers the body by its query; SDKs may still name the hash in a header.
      !(claim.mode === 'query' && name === 'x-amz-content-sha256'),
  );
  if (!claim.signedHeaders.includes('host')) unsigned.push('host');
  if (unsigned.length > 0) {
    throw new AwsError(
      'AccessDenied',
      403,
      'There were headers present in the request which were not signed',
      {
        HeadersNotSigned: unsigned.join(', '),
      },
    );
  }
}
