const SECTOR = 512;
const FREE = 0xffffffff;
const END = 0xfffffffe;

/**
 * The smallest compound file with the named streams, each of one sector that starts with the given bytes.
 * What an encrypted DOCX or an old Word file looks like from outside. For tests.
 */
export function compoundFile(streams: Record<string, Buffer>): Buffer {
  const names = Object.keys(streams);
  const header = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);
  const table = Buffer.alloc(SECTOR, 0xff);
  const directory = Buffer.alloc(SECTOR);
  table.writeUInt32LE(0xfffffffd, 0);
  table.writeUInt32LE(END, 4);
  const sectors = names.map((name, index) => {
    const at = index * 128;
    directory.write(name, at, 'utf16le');
    directory.writeUInt16LE(name.length * 2 + 2, at + 64);
    directory.writeUInt32LE(index + 2, at + 116);
    directory.writeUInt32LE(SECTOR, at + 120);
    table.writeUInt32LE(END, (index + 2) * 4);
    return Buffer.concat([streams[name] ?? Buffer.alloc(0), Buffer.alloc(SECTOR)]).subarray(0, SECTOR);
  });
  header.writeUInt32LE(FREE, 68);
  return Buffer.concat([header, table, directory, ...sectors]);
}
