import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync, type Zippable } from 'fflate';

/** Small files for tests, made by hand so that each holds exactly what its test is about. */

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const W14 = 'http://schemas.microsoft.com/office/word/2010/wordml';
const MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export interface DocxFixture {
  /** Plain paragraphs, or whole `w:p`/`w:tbl` elements when they start with `<w:`. */
  paragraphs: readonly string[];
  /** Other parts under `word/`, by relationship type: the XML inside the root element. */
  parts?: Partial<Record<'styles' | 'numbering' | 'footnotes' | 'comments' | 'header' | 'footer', string>>;
  /** XML before the end of the body, such as a `w:sectPr`. */
  tail?: string;
  /** Where the main part lies. Default `word/document.xml`. */
  mainPart?: string;
}

const ROOTS = {
  styles: 'styles',
  numbering: 'numbering',
  footnotes: 'footnotes',
  comments: 'comments',
  header: 'hdr',
  footer: 'ftr',
} as const;

/** A Word file. Relationship ids are the part types (`header`, `footer`, ...). */
export function makeDocx(fixture: DocxFixture): Buffer {
  const mainPart = fixture.mainPart ?? 'word/document.xml';
  const body = fixture.paragraphs.map((each) => (each.startsWith('<w:') ? each : paragraph(each))).join('');
  const files: Zippable = {
    '[Content_Types].xml': strToU8(contentTypes(mainPart)),
    '_rels/.rels': strToU8(relationships([['rId1', `${R}/officeDocument`, mainPart]])),
    [mainPart]: strToU8(root('document', `<w:body>${body}${fixture.tail ?? ''}</w:body>`)),
  };
  const links: [string, string, string][] = [];
  for (const [type, xml] of Object.entries(fixture.parts ?? {})) {
    files[`word/${type}.xml`] = strToU8(root(ROOTS[type as keyof typeof ROOTS], xml));
    links.push([type, `${R}/${type}`, `${type}.xml`]);
  }
  files[mainPart.replace(/([^/]+)$/, '_rels/$1.rels')] = strToU8(relationships(links));
  return Buffer.from(zipSync(files));
}

export function paragraph(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

/** A ZIP of any files, for what is not a Word document. */
export function makeZip(files: Record<string, string | Uint8Array>): Buffer {
  const entries = Object.entries(files).map(([name, data]) => {
    return [name, typeof data === 'string' ? strToU8(data) : data] as const;
  });
  return Buffer.from(zipSync(Object.fromEntries(entries)));
}

function root(element: string, content: string): string {
  const namespaces = `xmlns:w="${W}" xmlns:w14="${W14}" xmlns:mc="${MC}" xmlns:r="${R}"`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${element} ${namespaces}>${content}</w:${element}>`;
}

function relationships(links: readonly (readonly [id: string, type: string, target: string])[]): string {
  const items = links.map(([id, type, to]) => `<Relationship Id="${id}" Type="${type}" Target="${to}"/>`);
  return `<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

function contentTypes(mainPart: string): string {
  return (
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Override PartName="/${mainPart}" ContentType="${WORD_TYPE}.document.main+xml"/>` +
    ['styles', 'numbering', 'footnotes', 'comments', 'header', 'footer']
      .map((type) => `<Override PartName="/word/${type}.xml" ContentType="${WORD_TYPE}.${type}+xml"/>`)
      .join('') +
    '</Types>'
  );
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A Word file cut in the middle, as an interrupted download leaves it. */
export function makeCorruptZip(): Buffer {
  const whole = makeDocx({ paragraphs: ['This file was cut short.'] });
  return whole.subarray(0, Math.floor(whole.length / 2));
}

/** A Word file of a few kilobytes whose main part unpacks to 64 MiB of zeros. */
export function makeZipBomb(): Buffer {
  return makeZip({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': new Uint8Array(64 * 1024 * 1024),
  });
}

/** A ZIP whose entries all claim the same packed data. */
export function makeOverlappingZip(entries = 100): Buffer {
  const packed = deflateRawSync(Buffer.alloc(1024 * 1024));
  const local = localHeader('word/document.xml', packed.length, 1024 * 1024);
  const central = Array.from({ length: entries }, (_, index) =>
    centralHeader(index === 0 ? 'word/document.xml' : `word/${index}.xml`, packed.length, 1024 * 1024),
  );
  return assembleZip([local, packed], central);
}

/** A ZIP whose one entry says that it unpacks to `declared` bytes. */
export function makeLyingZip(declared: number, actual: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(actual, 'ab'));
  const name = 'word/document.xml';
  return assembleZip(
    [localHeader(name, packed.length, declared), packed],
    [centralHeader(name, packed.length, declared)],
  );
}

function localHeader(name: string, packed: number, size: number): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(packed, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name)]);
}

function centralHeader(name: string, packed: number, size: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(8, 10);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  return Buffer.concat([header, Buffer.from(name)]);
}

function assembleZip(data: readonly Buffer[], central: readonly Buffer[]): Buffer {
  const start = data.reduce((sum, each) => sum + each.length, 0);
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([...data, directory, end]);
}

/** A compound file with the named streams, each holding `head` at its start. */
function makeCompoundFile(streams: Record<string, Buffer>): Buffer {
  const names = Object.keys(streams);
  const header = Buffer.alloc(512);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(1, 48);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);
  const table = Buffer.alloc(512, 0xff);
  table.writeUInt32LE(0xfffffffd, 0);
  table.writeUInt32LE(0xfffffffe, 4);
  const directory = Buffer.alloc(512);
  names.slice(0, 4).forEach((name, index) => {
    directory.write(name, index * 128, 'utf16le');
    directory.writeUInt16LE((name.length + 1) * 2, index * 128 + 64);
    directory.writeUInt32LE(2 + index, index * 128 + 116);
    directory.writeUInt32LE(4096, index * 128 + 120);
  });
  const bodies = names.slice(0, 4).map((name) => Buffer.concat([streams[name] ?? Buffer.alloc(0)], 512));
  return Buffer.concat([header, table, directory, ...bodies]);
}

/** A DOCX as Office encrypts it: a compound file around an encrypted package. */
export function makePasswordProtectedDocx(): Buffer {
  return makeCompoundFile({ EncryptionInfo: Buffer.alloc(64), EncryptedPackage: Buffer.alloc(256, 7) });
}

/** The start of an old Word file; its flags say whether it is encrypted. */
export function makeDoc({ encrypted = false } = {}): Buffer {
  const fib = Buffer.alloc(512);
  fib.writeUInt16LE(0xa5ec, 0);
  fib.writeUInt16LE(encrypted ? 0x0100 : 0, 10);
  return makeCompoundFile({ WordDocument: fib });
}

/** A PNG of one transparent pixel. */
export function makePng(): Buffer {
  const data =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
  return Buffer.from(data, 'base64');
}
