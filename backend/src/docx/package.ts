import { posix } from 'node:path';
import { isCompoundFile, isEncryptedDoc, readCompoundFile } from './cfb.ts';
import { DocxError } from './faults.ts';
import { looksLike } from './magic.ts';
import { walkXml } from './xml.ts';
import { readZipDirectory, unpackEntry, type ZipEntry } from './zip.ts';

/** The text of a 15,900-paragraph file is 12.6 MB. */
const MAX_MAIN_PART_BYTES = 64 * 1024 * 1024;

export interface Relationship {
  id: string;
  /** The last segment of the type: `header`, `footnotes`, `officeDocument`. */
  type: string;
  /** Full name of the part; an external target is left out of the list. */
  target: string;
}

export interface DocxPackage {
  /** Name of the main document part, wherever the file keeps it. */
  mainPart: string;
  entries: readonly ZipEntry[];
  /** The unpacked bytes of a part, or null when the file has none of that name. */
  part(name: string): Buffer | null;
  relationships(partName: string): Relationship[];
}

/**
 * Opens a DOCX from untrusted bytes. Every entry has been unpacked once when this returns, so later readers,
 * ours or LibreOffice, meet no size that lies.
 * @throws DocxError
 */
export function openPackage(input: Uint8Array): DocxPackage {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  refuseOtherFormats(bytes);
  const entries = readZipDirectory(bytes);
  refuseOtherArchives(entries);
  for (const entry of entries) unpackEntry(bytes, entry);
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const find = (name: string, checkCrc: boolean): Buffer | null => {
    const entry = byName.get(name.toLowerCase());
    return entry === undefined ? null : unpackEntry(bytes, entry, checkCrc);
  };
  const relationships = (partName: string): Relationship[] => readRelationships(partName, find);
  const mainPart = findMainPart(relationships, byName);
  const main = find(mainPart, true);
  if (main === null) throw new DocxError({ code: 'no_document_part' });
  if (main.length > MAX_MAIN_PART_BYTES) {
    const figures = { found: main.length, limit: MAX_MAIN_PART_BYTES };
    throw new DocxError({ code: 'zip_bomb', measure: 'main_part_bytes', ...figures });
  }
  const isMain = (name: string): boolean => name.toLowerCase() === mainPart.toLowerCase();
  return { mainPart, entries, relationships, part: (name) => (isMain(name) ? main : find(name, false)) };
}

function refuseOtherFormats(bytes: Buffer): void {
  if (bytes.length === 0) throw new DocxError({ code: 'empty' });
  if (isCompoundFile(bytes)) {
    const file = readCompoundFile(bytes);
    const names = new Set(file?.streams.map((stream) => stream.name));
    const encrypted = names.has('EncryptedPackage') || (file !== null && isEncryptedDoc(file));
    if (encrypted) throw new DocxError({ code: 'password_protected' });
    const label = names.has('WordDocument') ? 'an older Word document (DOC)' : 'an older Office file';
    throw new DocxError({ code: 'not_a_docx', looksLike: label });
  }
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0x04034b50) {
    throw new DocxError({ code: 'not_a_docx', looksLike: looksLike(bytes) });
  }
}

/** What a sound ZIP is when it is not a Word document; null when it may be one. */
export function otherArchive(entries: readonly ZipEntry[]): string | null {
  const names = entries.map((entry) => entry.name.toLowerCase());
  const has = (start: string): boolean => names.some((name) => name.startsWith(start));
  if (names.some((name) => name.endsWith('vbaproject.bin'))) return 'a Word document with macros (DOCM)';
  if (has('[content_types].xml')) {
    if (has('word/')) return null;
    if (has('xl/workbook')) return 'an Excel workbook';
    if (has('ppt/presentation')) return 'a PowerPoint presentation';
    return null;
  }
  if (names.includes('mimetype') && has('content.xml')) return 'an OpenDocument file';
  if (names.includes('mimetype') && has('meta-inf/container.xml')) return 'an e-book';
  if (names.includes('index/document.iwa')) return 'a Pages document';
  return has('word/document.xml') ? null : 'a ZIP archive';
}

function refuseOtherArchives(entries: readonly ZipEntry[]): void {
  if (entries.some((entry) => entry.encrypted)) throw new DocxError({ code: 'password_protected' });
  const label = otherArchive(entries);
  if (label !== null) throw new DocxError({ code: 'not_a_docx', looksLike: label });
}

function findMainPart(
  relationships: (part: string) => Relationship[],
  byName: ReadonlyMap<string, ZipEntry>,
): string {
  const main = relationships('').find((each) => each.type === 'officeDocument');
  if (main !== undefined && byName.has(main.target.toLowerCase())) return main.target;
  if (byName.has('word/document.xml')) return 'word/document.xml';
  throw new DocxError({ code: 'no_document_part' });
}

function readRelationships(
  partName: string,
  find: (name: string, checkCrc: boolean) => Buffer | null,
): Relationship[] {
  const folder = partName === '' ? '' : posix.dirname(partName);
  const name = posix.join(folder, '_rels', `${posix.basename(partName)}.rels`);
  const bytes = find(name, false);
  if (bytes === null) return [];
  const found: Relationship[] = [];
  walkXml(name, bytes, {
    open(element, attributes) {
      if (element !== 'rel:Relationship' || attributes.get('TargetMode') === 'External') return;
      const target = attributes.get('Target') ?? '';
      const type = attributes.get('Type') ?? '';
      found.push({
        id: attributes.get('Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        target: resolveTarget(folder, target),
      });
    },
    close() {},
    text() {},
  });
  return found;
}

function resolveTarget(folder: string, target: string): string {
  const slashes = target.replaceAll('\\', '/');
  const full = slashes.startsWith('/') ? slashes : posix.join(folder, slashes);
  return posix.normalize(full).replace(/^\/+/, '');
}
