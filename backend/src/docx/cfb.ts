/**
 * Just enough of the Compound File Binary format ([MS-CFB]) to tell what is inside: old Word files,
 * old Excel files, and the wrapper that Office puts around an encrypted DOCX.
 */

const MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const END_OF_CHAIN = 0xfffffffa;
const MAX_DIRECTORY_SECTORS = 4096;

interface CfbStream {
  name: string;
  startSector: number;
  size: number;
}

export interface CompoundFile {
  streams: CfbStream[];
  /** The bytes at the start of a stream, at most what lies in its first sector. */
  head(stream: CfbStream): Buffer;
}

export function isCompoundFile(bytes: Buffer): boolean {
  return bytes.length >= 512 && bytes.subarray(0, 8).equals(MAGIC);
}

/** Lists the streams; null when the tables are damaged. Loops and wild pointers end the walk. */
export function readCompoundFile(bytes: Buffer): CompoundFile | null {
  if (!isCompoundFile(bytes)) return null;
  const shift = bytes.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return null;
  const sectorSize = 1 << shift;
  const sector = (index: number): Buffer | null => {
    const start = (index + 1) * sectorSize;
    return start + 64 <= bytes.length ? bytes.subarray(start, start + sectorSize) : null;
  };
  const streams: CfbStream[] = [];
  const visited = new Set<number>();
  let current = bytes.readUInt32LE(48);
  while (current < END_OF_CHAIN && !visited.has(current) && visited.size < MAX_DIRECTORY_SECTORS) {
    visited.add(current);
    const data = sector(current);
    if (data === null) break;
    collectStreams(data, streams);
    current = nextSector(bytes, current, sectorSize);
  }
  if (visited.size === 0) return null;
  return { streams, head: (stream) => sector(stream.startSector) ?? Buffer.alloc(0) };
}

function collectStreams(data: Buffer, streams: CfbStream[]): void {
  for (let at = 0; at + 128 <= data.length; at += 128) {
    const nameBytes = data.readUInt16LE(at + 64);
    if (nameBytes < 2 || nameBytes > 64) continue;
    streams.push({
      name: data.toString('utf16le', at, at + nameBytes - 2),
      startSector: data.readUInt32LE(at + 116),
      size: data.readUInt32LE(at + 120),
    });
  }
}

/** Follows the allocation table by its first 109 sectors, which the header lists: enough for 7 MB of tables. */
function nextSector(bytes: Buffer, current: number, sectorSize: number): number {
  const perSector = sectorSize / 4;
  const table = Math.floor(current / perSector);
  if (table >= 109) return END_OF_CHAIN;
  const tableSector = bytes.readUInt32LE(76 + table * 4);
  const at = (tableSector + 1) * sectorSize + (current % perSector) * 4;
  return at + 4 <= bytes.length ? bytes.readUInt32LE(at) : END_OF_CHAIN;
}

/** Whether an old Word file is encrypted or obfuscated: bit fEncrypted of its FIB ([MS-DOC] 2.5.2). */
export function isEncryptedDoc(file: CompoundFile): boolean {
  const stream = file.streams.find((each) => each.name === 'WordDocument');
  if (stream === undefined) return false;
  const fib = file.head(stream);
  return fib.length >= 12 && (fib.readUInt16LE(10) & 0x0100) !== 0;
}
