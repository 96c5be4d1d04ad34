/** What a file is by its first bytes, in words that fit "it looks like ...". */

const SIGNATURES: readonly [hex: string, label: string][] = [
  ['89504e470d0a1a0a', 'a PNG image'],
  ['ffd8ff', 'a JPEG image'],
  ['474946383761', 'a GIF image'],
  ['474946383961', 'a GIF image'],
  ['49492a00', 'a TIFF image'],
  ['4d4d002a', 'a TIFF image'],
  ['526172211a07', 'a RAR archive'],
  ['377abcaf271c', 'a 7-Zip archive'],
  ['1f8b', 'a gzip archive'],
  ['425a68', 'a bzip2 archive'],
  ['fd377a585a00', 'an XZ archive'],
  ['7b5c727466', 'an RTF document'],
  ['25504446', 'a PDF'],
  ['25215053', 'a PostScript file'],
  ['7f454c46', 'a Linux program'],
  ['cafebabe', 'a program'],
  ['cffaedfe', 'a macOS program'],
  ['4d5a', 'a Windows program'],
  ['424d', 'a BMP image'],
  ['494433', 'an MP3 file'],
  ['4f676753', 'an Ogg file'],
  ['53514c69746520666f726d6174', 'an SQLite database'],
  ['ff575043', 'a WordPerfect document'],
  ['d0cf11e0a1b11ae1', 'an older Office file'],
  ['504b0304', 'a ZIP archive'],
  ['504b0506', 'an empty ZIP archive'],
];

/** Names the file type, "a text file" or "a file of unknown type". Reads at most the first 1,024 bytes. */
export function looksLike(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024));
  const hex = head.toString('hex', 0, 16);
  const found = SIGNATURES.find(([signature]) => hex.startsWith(signature));
  if (found !== undefined) return found[1];
  if (head.toString('latin1', 0, 4) === 'RIFF') {
    return head.toString('latin1', 8, 12) === 'WEBP' ? 'a WebP image' : 'an audio or video file';
  }
  if (head.toString('latin1', 4, 8) === 'ftyp') {
    return /^(heic|heix|mif1|avif)/.test(head.toString('latin1', 8, 12)) ? 'a HEIC image' : 'a video file';
  }
  return describeText(head);
}

function describeText(head: Buffer): string {
  const start = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return 'a web page';
  if (start.startsWith('<?xml')) return 'an XML file';
  const strange = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  return strange === 0 ? 'a text file' : 'a file of unknown type';
}
