import { crc32, inflateRawSync } from 'node:zlib';
import { DocxError, type ZipDamage } from './faults.ts';

/**
 * The gate before any parser sees a Word file: the ZIP's own tables are checked on the raw bytes, and
 * every entry is unpacked once against its declared size, so that a size that lies is caught here and not
 * in a parser or a converter.
 */

const EOCD = 0x06054b50;
const ZIP64_EOCD = 0x06064b50;
const ZIP64_LOCATOR = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const MiB = 1024 * 1024;

/** Real files stay far below: the largest main part of 2,018 public ones is 12.6 MB. */
const ZIP_LIMITS = {
  entries: 10_000,
  totalBytes: 512 * MiB,
  entryBytes: 256 * MiB,
  /** Ratios are judged only above a size at which they could hurt: a blank bitmap packs 1000 : 1. */
  entryRatio: 200,
  entryRatioFrom: 16 * MiB,
  totalRatio: 250,
  totalRatioFrom: 64 * MiB,
} as const;

export interface ZipEntry {
  /** With forward slashes and without a leading one. */
  name: string;
  method: 0 | 8;
  packedSize: number;
  size: number;
  crc: number;
  encrypted: boolean;
  /** Where the packed data starts in the file. */
  dataStart: number;
}

/**
 * Reads and checks the central directory; nothing is unpacked.
 * @throws DocxError `corrupt_zip`, `zip_bomb`
 */
export function readZipDirectory(bytes: Buffer): ZipEntry[] {
  const directory = findDirectory(bytes);
  if (directory.count > ZIP_LIMITS.entries) {
    throw bomb('entries', directory.count, ZIP_LIMITS.entries);
  }
  const entries: ZipEntry[] = [];
  const seen = new Set<string>();
  let at = directory.start;
  let total = 0;
  for (let index = 0; index < directory.count; index += 1) {
    const { entry, next, headerStart } = readCentralHeader(bytes, at, directory.end);
    at = next;
    if (entry.name.endsWith('/')) continue;
    const key = entry.name.toLowerCase();
    if (seen.has(key)) throw damaged('duplicate_name', entry.name);
    seen.add(key);
    entry.dataStart = readLocalHeader(bytes, headerStart, entry, directory.start);
    total += checkDeclaredSize(entry);
    entries.push(entry);
  }
  if (total > ZIP_LIMITS.totalBytes) throw bomb('total_bytes', total, ZIP_LIMITS.totalBytes);
  if (total > ZIP_LIMITS.totalRatioFrom && total / bytes.length > ZIP_LIMITS.totalRatio) {
    throw bomb('ratio', Math.round(total / bytes.length), ZIP_LIMITS.totalRatio);
  }
  refuseOverlaps(entries);
  return entries;
}

/**
 * Unpacks one entry; never yields more bytes than it declared.
 * @throws DocxError `corrupt_zip`, `password_protected`
 */
export function unpackEntry(bytes: Buffer, entry: ZipEntry, checkCrc = false): Buffer {
  if (entry.encrypted) throw new DocxError({ code: 'password_protected' });
  const packed = bytes.subarray(entry.dataStart, entry.dataStart + entry.packedSize);
  const data = entry.method === 0 ? packed : inflate(packed, entry);
  if (data.length !== entry.size) throw damaged('wrong_size', entry.name);
  if (checkCrc && crc32(data) !== entry.crc) throw damaged('wrong_checksum', entry.name);
  return data;
}

function inflate(packed: Buffer, entry: ZipEntry): Buffer {
  try {
    // zlib counts while it inflates and stops one byte after what was declared.
    return inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) });
  } catch (error) {
    const tooLong = error instanceof RangeError;
    throw damaged(tooLong ? 'wrong_size' : 'bad_data', entry.name);
  }
}

function checkDeclaredSize(entry: ZipEntry): number {
  if (entry.size > ZIP_LIMITS.entryBytes) throw bomb('entry_bytes', entry.size, ZIP_LIMITS.entryBytes);
  const ratio = entry.size / Math.max(entry.packedSize, 1);
  if (entry.size > ZIP_LIMITS.entryRatioFrom && ratio > ZIP_LIMITS.entryRatio) {
    throw bomb('ratio', Math.round(ratio), ZIP_LIMITS.entryRatio);
  }
  return entry.size;
}

interface Directory {
  start: number;
  end: number;
  count: number;
}

function findDirectory(bytes: Buffer): Directory {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= lowest; at -= 1) {
    if (bytes.readUInt32LE(at) !== EOCD) continue;
    if (at + 22 + bytes.readUInt16LE(at + 20) > bytes.length) continue;
    const found = readEndRecord(bytes, at);
    if (found.end > at || found.start < 0 || found.start > found.end) throw damaged('bad_directory');
    return found;
  }
  throw damaged('no_directory');
}

function readEndRecord(bytes: Buffer, at: number): Directory {
  const count = bytes.readUInt16LE(at + 10);
  const size = bytes.readUInt32LE(at + 12);
  const start = bytes.readUInt32LE(at + 16);
  const needsZip64 = count === 0xffff || size === 0xffffffff || start === 0xffffffff;
  if (!needsZip64) return { start, end: start + size, count };
  const locator = at - 20;
  if (locator < 0 || bytes.readUInt32LE(locator) !== ZIP64_LOCATOR) throw damaged('bad_directory');
  const record = toSafeNumber(bytes.readBigUInt64LE(locator + 8));
  if (record + 56 > locator || bytes.readUInt32LE(record) !== ZIP64_EOCD) throw damaged('bad_directory');
  const start64 = toSafeNumber(bytes.readBigUInt64LE(record + 48));
  return {
    count: toSafeNumber(bytes.readBigUInt64LE(record + 32)),
    start: start64,
    end: start64 + toSafeNumber(bytes.readBigUInt64LE(record + 40)),
  };
}

interface CentralHeader {
  entry: ZipEntry;
  next: number;
  headerStart: number;
}

function readCentralHeader(bytes: Buffer, at: number, end: number): CentralHeader {
  if (at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL) throw damaged('bad_directory');
  const flags = bytes.readUInt16LE(at + 8);
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  const next = extraEnd + bytes.readUInt16LE(at + 32);
  if (next > end) throw damaged('bad_directory');
  const name = safeName(bytes.toString('utf8', at + 46, nameEnd));
  const method = bytes.readUInt16LE(at + 10);
  if (method !== 0 && method !== 8) throw damaged('unknown_compression', name);
  const sizes = widen(
    {
      size: bytes.readUInt32LE(at + 24),
      packedSize: bytes.readUInt32LE(at + 20),
      headerStart: bytes.readUInt32LE(at + 42),
    },
    bytes.subarray(nameEnd, extraEnd),
  );
  const { headerStart, ...rest } = sizes;
  const crc = bytes.readUInt32LE(at + 16);
  return {
    entry: { name, method, crc, encrypted: (flags & 1) === 1, dataStart: 0, ...rest },
    next,
    headerStart,
  };
}

interface Sizes {
  size: number;
  packedSize: number;
  headerStart: number;
}

/** Takes the 64-bit values from the extra field where the 32-bit ones are full. */
function widen(sizes: Sizes, extra: Buffer): Sizes {
  const full = (['size', 'packedSize', 'headerStart'] as const).filter((key) => sizes[key] === 0xffffffff);
  if (full.length === 0) return sizes;
  const wide = { ...sizes };
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 0x0001) continue;
    if (at + 4 + full.length * 8 > extra.length) break;
    full.forEach((key, index) => {
      wide[key] = toSafeNumber(extra.readBigUInt64LE(at + 4 + index * 8));
    });
    return wide;
  }
  throw damaged('bad_directory');
}

/** Checks that the data lies inside the file, before the directory, and returns where it starts. */
function readLocalHeader(bytes: Buffer, at: number, entry: ZipEntry, directoryStart: number): number {
  if (at + 30 > directoryStart || bytes.readUInt32LE(at) !== LOCAL) throw damaged('truncated', entry.name);
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  if (start + entry.packedSize > directoryStart) throw damaged('truncated', entry.name);
  if (entry.method === 0 && entry.size !== entry.packedSize) throw damaged('wrong_size', entry.name);
  return start;
}

/** Entries that share their packed data are how a small file unpacks to petabytes. */
function refuseOverlaps(entries: ZipEntry[]): void {
  const ordered = [...entries].sort((a, b) => a.dataStart - b.dataStart);
  let end = 0;
  for (const entry of ordered) {
    if (entry.dataStart < end) throw bomb('overlap', 2, 1);
    end = entry.dataStart + entry.packedSize;
  }
}

function safeName(raw: string): string {
  const name = raw.replaceAll('\\', '/').replace(/^\/+/, '');
  const unsafe = name.split('/').includes('..') || /^[a-z]:/i.test(name) || name.includes('\0');
  if (unsafe || name === '') throw damaged('unsafe_name', raw);
  return name;
}

function toSafeNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged('bad_directory');
  return Number(value);
}

function damaged(reason: ZipDamage, entry?: string): DocxError {
  return new DocxError({ code: 'corrupt_zip', reason, ...(entry === undefined ? {} : { entry }) });
}

function bomb(
  measure: 'entries' | 'entry_bytes' | 'total_bytes' | 'ratio' | 'overlap',
  found: number,
  limit: number,
): DocxError {
  return new DocxError({ code: 'zip_bomb', measure, found, limit });
}
