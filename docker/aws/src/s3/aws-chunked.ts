import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { ChunkSignatures } from '../sigv4/chunk-signatures.ts';
import { sha256Hex } from '../sigv4/signature.ts';
import { s3Error } from './errors.ts';

const LONGEST_LINE = 16_384;

/**
 * Takes the framing of `Content-Encoding: aws-chunked` off a body: chunks with an optional signature each, then
 * optional trailing headers with an optional signature of their own.
 */
export class AwsChunkedDecoder extends Transform {
  /** Trailing headers by lower-case name; complete once the stream has ended. */
  readonly trailers = new Map<string, string>();
  readonly #expectedBytes: number;
  readonly #signatures: ChunkSignatures | undefined;
  #state: 'size' | 'data' | 'dataEnd' | 'trailer' | 'end' = 'size';
  #pending: Buffer = Buffer.alloc(0);
  #left = 0;
  #total = 0;
  #hash = createHash('sha256');
  #chunkSignature: string | undefined;

  /** @param expectedBytes `x-amz-decoded-content-length` */
  constructor(expectedBytes: number, signatures?: ChunkSignatures) {
    super();
    this.#expectedBytes = expectedBytes;
    this.#signatures = signatures;
  }

  override _transform(bytes: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#pending = this.#pending.length > 0 ? Buffer.concat([this.#pending, bytes]) : bytes;
    try {
      while (this.#step());
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      // Without trailers some clients leave the last empty line out.
      if (this.#state === 'trailer' && this.#pending.length === 0) this.#finish();
      if (this.#state !== 'end' || this.#total !== this.#expectedBytes) throw s3Error('IncompleteBody');
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  /** Consumes what it can of the pending bytes. @returns false when it needs more */
  #step(): boolean {
    if (this.#state === 'end') {
      this.#pending = Buffer.alloc(0);
      return false;
    }
    if (this.#state === 'data') return this.#passData();
    const line = this.#takeLine();
    if (line === undefined) return false;
    if (this.#state === 'dataEnd') {
      if (line !== '') throw s3Error('InvalidRequest', 'A chunk is longer than its header says');
      this.#state = 'size';
    } else if (this.#state === 'size') this.#startChunk(line);
    else if (line === '') this.#finish();
    else this.#takeTrailer(line);
    return true;
  }

  #passData(): boolean {
    if (this.#pending.length === 0) return false;
    const part = this.#pending.subarray(0, this.#left);
    this.#pending = this.#pending.subarray(part.length);
    this.#left -= part.length;
    this.#total += part.length;
    if (this.#signatures) this.#hash.update(part);
    this.push(part);
    if (this.#left > 0) return false;
    this.#endChunk();
    this.#state = 'dataEnd';
    return true;
  }

  #startChunk(line: string): void {
    const [size = '', ...extensions] = line.split(';');
    if (!/^[0-9a-f]{1,12}$/i.test(size)) throw s3Error('InvalidRequest', 'A chunk size is not a number');
    this.#left = parseInt(size, 16);
    this.#chunkSignature = extensions.find((text) => text.startsWith('chunk-signature='))?.slice(16);
    if (this.#left > 0) {
      this.#state = 'data';
      return;
    }
    this.#endChunk();
    this.#state = 'trailer';
  }

  #endChunk(): void {
    this.#signatures?.verifyChunk(this.#hash.digest('hex'), this.#chunkSignature);
    this.#hash = createHash('sha256');
  }

  #takeTrailer(line: string): void {
    const colon = line.indexOf(':');
    if (colon <= 0 || this.trailers.size > 16) throw s3Error('MalformedTrailerError');
    this.trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }

  #finish(): void {
    const signature = this.trailers.get('x-amz-trailer-signature');
    this.trailers.delete('x-amz-trailer-signature');
    if (this.#signatures && this.trailers.size > 0) {
      const covered = [...this.trailers].map(([name, value]) => `${name}:${value}\n`).join('');
      this.#signatures.verifyTrailer(sha256Hex(covered), signature);
    }
    this.#state = 'end';
  }

  #takeLine(): string | undefined {
    const end = this.#pending.indexOf('\r\n');
    if (end < 0 || end > LONGEST_LINE) {
      if (this.#pending.length > LONGEST_LINE) throw s3Error('InvalidRequest', 'A chunk header is too long');
      return undefined;
    }
    const line = this.#pending.subarray(0, end).toString('latin1');
    this.#pending = this.#pending.subarray(end + 2);
    return line;
  }
}
