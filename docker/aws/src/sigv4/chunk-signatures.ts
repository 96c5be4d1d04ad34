import { AwsError } from '../errors.ts';
import { EMPTY_SHA256, hmac, sameSignature, scopeText } from './signature.ts';
import type { Signed } from './verify.ts';

/**
 * The chain of signatures in a signed aws-chunked body: each chunk's signature covers the one before it, the first
 * covers the request's.
 */
export class ChunkSignatures {
  readonly #signed: Signed;
  #previous: string;

  constructor(signed: Signed) {
    this.#signed = signed;
    this.#previous = signed.signature;
  }

  /** @throws AwsError SignatureDoesNotMatch */
  verifyChunk(sha256: string, signature: string | undefined): void {
    this.#verify('AWS4-HMAC-SHA256-PAYLOAD', `${EMPTY_SHA256}\n${sha256}`, signature);
  }

  /** @throws AwsError SignatureDoesNotMatch */
  verifyTrailer(sha256: string, signature: string | undefined): void {
    this.#verify('AWS4-HMAC-SHA256-TRAILER', sha256, signature);
  }

  #verify(kind: string, covered: string, signature: string | undefined): void {
    const { amzDate, scope, signingKey } = this.#signed;
    const text = [kind, amzDate, scopeText(scope), this.#previous, covered].join('\n');
    const expected = hmac(signingKey, text).toString('hex');
    if (!signature || !sameSignature(expected, signature)) {
      throw new AwsError(
        'SignatureDoesNotMatch',
        403,
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      );
    }
    this.#previous = signature;
  }
}
