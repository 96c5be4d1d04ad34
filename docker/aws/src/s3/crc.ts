import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** The checksums S3 knows, as they are named in headers: `x-amz-checksum-<name>`. */
export const ALGORITHMS = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** Whether the checksum of a whole can be computed from those of its parts. */
export function isLinear(algorithm: Algorithm): algorithm is 'crc32' | 'crc32c' | 'crc64nvme' {
  return algorithm.startsWith('crc');
}

/** Bytes of a checksum. */
export const DIGEST_BYTES: Record<Algorithm, number> = {
  crc32: 4,
  crc32c: 4,
  crc64nvme: 8,
  sha1: 20,
  sha256: 32,
};

const CRC32C_TABLES = slicingTables(0x82f63b78);
const CRC64_TABLES = slicingTables64(0x9a6c9329ac4bc9b5n);

/** A checksum computed as the bytes pass. */
export class Checksum {
  readonly algorithm: Algorithm;
  readonly #hash: Hash | undefined;
  #crc = 0;
  #high = 0xffffffff;
  #low = 0xffffffff;

  constructor(algorithm: Algorithm) {
    this.algorithm = algorithm;
    if (algorithm === 'sha1' || algorithm === 'sha256') this.#hash = createHash(algorithm);
  }

  update(bytes: Buffer): void {
    if (this.#hash) this.#hash.update(bytes);
    else if (this.algorithm === 'crc32') this.#crc = crc32(bytes, this.#crc);
    else if (this.algorithm === 'crc32c') this.#crc = crc32c(bytes, this.#crc);
    else this.#updateCrc64(bytes);
  }

  /** Base64, as S3 writes it. */
  digest(): string {
    if (this.#hash) return this.#hash.digest('base64');
    const bytes = Buffer.alloc(DIGEST_BYTES[this.algorithm]);
    if (this.algorithm === 'crc64nvme') {
      bytes.writeUInt32BE(~this.#high >>> 0, 0);
      bytes.writeUInt32BE(~this.#low >>> 0, 4);
    } else {
      bytes.writeUInt32BE(this.#crc >>> 0, 0);
    }
    return bytes.toString('base64');
  }

  /** Eight bytes a step, the register held as two halves because 64-bit integers are slow here. */
  #updateCrc64(bytes: Buffer): void {
    const { high: highs, low: lows } = CRC64_TABLES;
    let [high, low] = [this.#high, this.#low];
    let at = 0;
    for (; at + 8 <= bytes.length; at += 8) {
      const a = low ^ bytes.readInt32LE(at);
      const b = high ^ bytes.readInt32LE(at + 4);
      const i0 = 1792 + (a & 255);
      const i1 = 1536 + ((a >>> 8) & 255);
      const i2 = 1280 + ((a >>> 16) & 255);
      const i3 = 1024 + (a >>> 24);
      const i4 = 768 + (b & 255);
      const i5 = 512 + ((b >>> 8) & 255);
      const i6 = 256 + ((b >>> 16) & 255);
      const i7 = b >>> 24;
      high =
        highs[i0]! ^ highs[i1]! ^ highs[i2]! ^ highs[i3]! ^ highs[i4]! ^ highs[i5]! ^ highs[i6]! ^ highs[i7]!;
      low = lows[i0]! ^ lows[i1]! ^ lows[i2]! ^ lows[i3]! ^ lows[i4]! ^ lows[i5]! ^ lows[i6]! ^ lows[i7]!;
    }
    for (; at < bytes.length; at++) {
      const index = (low ^ bytes[at]!) & 255;
      low = ((low >>> 8) | (high << 24)) ^ lows[index]!;
      high = (high >>> 8) ^ highs[index]!;
    }
    [this.#high, this.#low] = [high, low];
  }
}

function crc32c(bytes: Buffer, previous: number): number {
  const table = CRC32C_TABLES;
  let crc = ~previous;
  let at = 0;
  for (; at + 8 <= bytes.length; at += 8) {
    const a = crc ^ bytes.readInt32LE(at);
    const b = bytes.readInt32LE(at + 4);
    crc =
      table[1792 + (a & 255)]! ^
      table[1536 + ((a >>> 8) & 255)]! ^
      table[1280 + ((a >>> 16) & 255)]! ^
      table[1024 + (a >>> 24)]! ^
      table[768 + (b & 255)]! ^
      table[512 + ((b >>> 8) & 255)]! ^
      table[256 + ((b >>> 16) & 255)]! ^
      table[b >>> 24]!;
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ table[(crc ^ bytes[at]!) & 255]!;
  return ~crc >>> 0;
}

/** Eight tables of 256 laid end to end; table k advances a byte by k further bytes. */
function slicingTables(polynomial: number): Int32Array {
  const tables = new Int32Array(8 * 256);
  for (let n = 0; n < 256; n++) {
    let crc = n;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    tables[n] = crc;
  }
  for (let n = 256; n < 8 * 256; n++) {
    const before = tables[n - 256]!;
    tables[n] = (before >>> 8) ^ tables[before & 255]!;
  }
  return tables;
}

function slicingTables64(polynomial: bigint): { high: Int32Array; low: Int32Array } {
  const high = new Int32Array(8 * 256);
  const low = new Int32Array(8 * 256);
  for (let n = 0; n < 256; n++) {
    let crc = BigInt(n);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
    high[n] = Number(crc >> 32n);
    low[n] = Number(crc & 0xffffffffn);
  }
  for (let n = 256; n < 8 * 256; n++) {
    const [beforeHigh, beforeLow] = [high[n - 256]!, low[n - 256]!];
    high[n] = (beforeHigh >>> 8) ^ high[beforeLow & 255]!;
    low[n] = ((beforeLow >>> 8) | (beforeHigh << 24)) ^ low[beforeLow & 255]!;
  }
  return { high, low };
}

const FIELD = {
  crc32: { bits: 32n, polynomial: 0xedb88320n },
  crc32c: { bits: 32n, polynomial: 0x82f63b78n },
  crc64nvme: { bits: 64n, polynomial: 0x9a6c9329ac4bc9b5n },
} as const;

/**
 * The checksum of two runs of bytes laid end to end, from the checksum of each (base64) and the length of the second:
 * the first is shifted by that many zero bytes, which in the field of the checksum is a product with x to the power
 * of eight times the length.
 */
export function joinChecksums(
  algorithm: 'crc32' | 'crc32c' | 'crc64nvme',
  first: string,
  second: string,
  secondBytes: number,
): string {
  const { bits, polynomial } = FIELD[algorithm];
  const number = (text: string) => BigInt(`0x${Buffer.from(text, 'base64').toString('hex')}`);
  const top = 1n << (bits - 1n); // the reflected "1"
  const multiply = (a: bigint, b: bigint): bigint => {
    let product = 0n;
    for (let mask = top, shifted = b; mask > 0n; mask >>= 1n) {
      if (a & mask) product ^= shifted;
      shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n;
    }
    return product;
  };
  let power = top;
  let square = top >> 1n; // x
  for (let exponent = BigInt(secondBytes) * 8n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) power = multiply(power, square);
    square = multiply(square, square);
  }
  const joined = multiply(power, number(first)) ^ number(second);
  return Buffer.from(joined.toString(16).padStart(Number(bits / 4n), '0'), 'hex').toString('base64');
}
