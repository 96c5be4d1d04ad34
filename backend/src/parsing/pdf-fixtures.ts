import { createHash } from 'node:crypto';

/** Small PDFs for tests, written object by object. */

export interface PdfFixture {
  /** Paragraphs of each page; long ones are broken into lines of at most 80 characters. Latin-1 only. */
  pages: readonly (readonly string[])[];
  /** `/Rotate` of every page. */
  rotate?: 0 | 90 | 180 | 270;
  /** Encrypts the file, so that it opens with this password alone. */
  password?: string;
}

const PAGE_WIDTH = 595;
const PAGE_HEIGHT = 842;
const SIZE = 11;
const LEADING = 14;

/** A PDF with text in Helvetica, 11 points. */
export function makePdf(fixture: PdfFixture): Buffer {
  const streams = fixture.pages.map((paragraphs) => textStream(paragraphs));
  return assemble(streams, fixture);
}

/** A PDF whose pages show a grey area and no text, as a scanner makes them. */
export function makeScanPdf(pages = 2): Buffer {
  const streams = Array.from({ length: pages }, () => '0.8 g 50 50 495 742 re f');
  return assemble(streams, { pages: [] });
}

/** A PDF that opens only with the password "secret". */
export function makeEncryptedPdf(): Buffer {
  return makePdf({ pages: [['Nobody may read this.']], password: 'secret' });
}

function textStream(paragraphs: readonly string[]): string {
  const lines: string[] = [];
  let y = PAGE_HEIGHT - 72;
  for (const text of paragraphs) {
    for (const line of wrap(text, 80)) {
      const escaped = line.replace(/[\\()]/g, (sign) => `\\${sign}`);
      lines.push(`BT /F1 ${SIZE} Tf 1 0 0 1 72 ${y} Tm (${escaped}) Tj ET`);
      y -= LEADING;
    }
    y -= LEADING;
  }
  return lines.join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

function assemble(streams: readonly string[], fixture: PdfFixture): Buffer {
  const lock = fixture.password === undefined ? undefined : makeLock(fixture.password);
  const pageIds = streams.map((_, index) => 4 + index * 2);
  const rotate = fixture.rotate ? `/Rotate ${fixture.rotate}` : '';
  const objects: Buffer[] = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from(
      `<</Type/Pages/Kids[${pageIds.map((id) => `${id} 0 R`).join(' ')}]/Count ${streams.length}>>`,
    ),
    Buffer.from('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>'),
  ];
  streams.forEach((stream, index) => {
    const id = 5 + index * 2;
    const box = `/MediaBox[0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}]`;
    const fonts = '/Resources<</Font<</F1 3 0 R>>>>';
    objects.push(Buffer.from(`<</Type/Page/Parent 2 0 R${box}${rotate}${fonts}/Contents ${id} 0 R>>`));
    const plain = Buffer.from(stream, 'latin1');
    const data = lock === undefined ? plain : rc4(objectKey(lock.key, id), plain);
    objects.push(
      Buffer.concat([Buffer.from(`<</Length ${data.length}>>stream\n`), data, Buffer.from('\nendstream')]),
    );
  });
  return writeFile(objects, lock?.trailer ?? '');
}

function writeFile(objects: readonly Buffer[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  objects.forEach((object, index) => {
    offsets.push(length);
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    parts.push(whole);
    length += whole.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer<</Size ${count}/Root 1 0 R${trailer}>>\n` +
        `startxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** The standard security handler, revision 2 (PDF 1.4, section 3.5). */
function makeLock(password: string): { key: Buffer; trailer: string } {
  const padded = Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, 32);
  const id = Buffer.alloc(16, 1);
  const owner = rc4(md5(padded).subarray(0, 5), padded);
  const permissions = Buffer.from('fcffffff', 'hex');
  const key = md5(Buffer.concat([padded, owner, permissions, id])).subarray(0, 5);
  const user = rc4(key, PADDING);
  const hex = (bytes: Buffer): string => `<${bytes.toString('hex')}>`;
  const encrypt = `/Encrypt<</Filter/Standard/V 1/R 2/O ${hex(owner)}/U ${hex(user)}/P -4>>`;
  return { key, trailer: `${encrypt}/ID[${hex(id)}${hex(id)}]` };
}

function objectKey(key: Buffer, id: number): Buffer {
  return md5(Buffer.concat([key, Buffer.from([id & 255, (id >> 8) & 255, 0, 0, 0])])).subarray(0, 10);
}

function md5(bytes: Buffer): Buffer {
  return createHash('md5').update(bytes).digest();
}

/** Node's OpenSSL no longer offers RC4, and old PDFs know nothing else. */
function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number): void => {
    const kept = state[a] ?? 0;
    state[a] = state[b] ?? 0;
    state[b] = kept;
  };
  let j = 0;
  for (let i = 0; i < 256; i += 1) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let i = 0;
  j = 0;
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255;
      j = (j + (state[i] ?? 0)) & 255;
      swap(i, j);
      return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0);
    }),
  );
}
