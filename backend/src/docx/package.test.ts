import { describe, expect, it } from 'vitest';
import {
  makeCorruptZip,
  makeDoc,
  makeDocx,
  makeLyingZip,
  makeOverlappingZip,
  makePasswordProtectedDocx,
  makePng,
  makeZip,
  makeZipBomb,
} from './fixtures.ts';
import { DocxError, type DocxFault } from './faults.ts';
import { openPackage } from './package.ts';
import { readDocx } from './read.ts';

const faultOf = (work: () => unknown): DocxFault | 'none' => {
  try {
    work();
    return 'none';
  } catch (error) {
    if (error instanceof DocxError) return error.fault;
    throw error;
  }
};

const withDocument = (xml: string): Buffer =>
  makeZip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': xml });
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const renameEntry = (bytes: Buffer, from: string, to: string): Buffer =>
  Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');

describe('openPackage', () => {
  it('names what is not a Word document', () => {
    expect(faultOf(() => openPackage(Buffer.alloc(0)))).toEqual({ code: 'empty' });
    expect(faultOf(() => openPackage(makePng()))).toEqual({ code: 'not_a_docx', looksLike: 'a PNG image' });
    expect(faultOf(() => openPackage(makeDoc()))).toMatchObject({ code: 'not_a_docx' });
    expect(faultOf(() => openPackage(makeZip({ 'a.txt': 'a' })))).toMatchObject({
      looksLike: 'a ZIP archive',
    });
    expect(faultOf(() => openPackage(makePasswordProtectedDocx()))).toEqual({ code: 'password_protected' });
    const odd = makeZip({ '[Content_Types].xml': '<Types/>', 'word/styles.xml': '<a/>' });
    expect(faultOf(() => openPackage(odd))).toEqual({ code: 'no_document_part' });
  });

  it('names damage to the archive', () => {
    const sound = makeDocx({ paragraphs: ['a'] });
    const reason = (bytes: Buffer): unknown => {
      const fault = faultOf(() => openPackage(bytes));
      return fault !== 'none' && fault.code === 'corrupt_zip' ? fault.reason : fault;
    };
    expect(reason(makeCorruptZip())).toBe('no_directory');
    expect(reason(renameEntry(sound, '_rels/.rels', '../xx/.rels'))).toBe('unsafe_name');
    const pair = makeZip({ '[Content_Types].xml': '<Types/>', 'word/a.xml': 'a', 'word/b.xml': 'b' });
    expect(reason(renameEntry(pair, 'word/b.xml', 'word/A.xml'))).toBe('duplicate_name');
    const data = Buffer.from(sound);
    data.fill(0xff, 60, 90);
    expect(['bad_data', 'wrong_size', 'truncated']).toContain(reason(data));
    expect(reason(makeLyingZip(1000, 50_000))).toBe('wrong_size');
    expect(reason(makeLyingZip(50_000, 1000))).toBe('wrong_size');
  });

  it('survives any cut and any flipped byte with a named fault or a sound answer', () => {
    const sound = makeDocx({ paragraphs: ['The parties agree.'] });
    for (let length = 1; length < sound.length; length += 7) {
      expect(faultOf(() => openPackage(sound.subarray(0, length)))).not.toBe('none');
    }
    for (let at = 0; at < sound.length; at += 3) {
      const copy = Buffer.from(sound);
      copy[at] = (copy[at] ?? 0) ^ 0x55;
      expect(() => faultOf(() => readDocx(copy))).not.toThrow();
    }
  });

  it('refuses bombs without unpacking them', () => {
    const started = process.memoryUsage().arrayBuffers;
    const bomb = makeZipBomb();
    expect(faultOf(() => openPackage(bomb))).toMatchObject({ code: 'zip_bomb', measure: 'ratio' });
    expect(faultOf(() => openPackage(makeOverlappingZip()))).toMatchObject({ code: 'zip_bomb' });
    expect(faultOf(() => openPackage(makeOverlappingZip(2)))).toMatchObject({
      code: 'zip_bomb',
      measure: 'overlap',
    });
    expect(faultOf(() => openPackage(makeOverlappingZip(20_000)))).toMatchObject({ measure: 'entries' });
    expect(faultOf(() => openPackage(makeLyingZip(300 * 1024 * 1024, 10)))).toMatchObject({
      measure: 'entry_bytes',
    });
    expect(process.memoryUsage().arrayBuffers - started).toBeLessThan(256 * 1024 * 1024);
  });

  it('passes a real ratio: a long, regular contract packs well', () => {
    const contract = makeDocx({
      paragraphs: Array.from(
        { length: 200_000 },
        (_, index) => `The Tenant shall pay the Rent of year ${index}.`,
      ),
    });
    expect(readDocx(contract)).toHaveLength(200_000);
  });

  it('finds the main part by its relationship, and tolerates backslashes in names', () => {
    const moved = makeDocx({ paragraphs: ['Here I am.'], mainPart: 'word/document22.xml' });
    expect(openPackage(moved).mainPart).toBe('word/document22.xml');
    expect(readDocx(moved)[0]?.text).toBe('Here I am.');
    const slashes = renameEntry(
      makeDocx({ paragraphs: ['Here too.'] }),
      'word/document.xml',
      'word\\document.xml',
    );
    expect(readDocx(slashes)[0]?.text).toBe('Here too.');
    const backslash = makeZip({
      '[Content_Types].xml': '<Types/>',
      'word\\document.xml': `<w:document ${W}><w:body><w:p><w:r><w:t>Back.</w:t></w:r></w:p></w:body></w:document>`,
    });
    expect(readDocx(backslash)[0]?.text).toBe('Back.');
  });
});

describe('hostile XML', () => {
  it.each([
    ['entities', `<!DOCTYPE a [<!ENTITY x "y">]><w:document ${W}>&x;</w:document>`],
    ['an external document type', `<!DOCTYPE a SYSTEM "http://127.0.0.1/x"><w:document ${W}/>`],
    ['an unknown entity', `<w:document ${W}>&x;</w:document>`],
    ['100,000 levels', `<w:document ${W}>${'<w:sdt>'.repeat(100_000)}`],
    ['an unclosed element', `<w:document ${W}><w:body>`],
    ['no XML at all', 'not xml'],
  ])('refuses %s', (_name, xml) => {
    expect(faultOf(() => readDocx(withDocument(xml)))).toMatchObject({ code: 'xml_invalid' });
  });

  it('reads past a huge attribute', () => {
    const xml = `<w:document ${W}><w:body><w:p w:x="${'ab'.repeat(2_000_000)}"><w:r><w:t>Read.</w:t></w:r></w:p></w:body></w:document>`;
    expect(faultOf(() => readDocx(withDocument(xml)))).toBe('none');
  });

  it('reads a byte order mark, UTF-16, another prefix and the strict namespace', () => {
    const strict = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
    const xml = `<x:document xmlns:x="${strict}"><x:body><x:p><x:r><x:t>Strict.</x:t></x:r></x:p></x:body></x:document>`;
    const types = { '[Content_Types].xml': '<Types/>' };
    for (const bytes of [Buffer.from(`\uFEFF${xml}`), Buffer.from(`\uFEFF${xml}`, 'utf16le')]) {
      expect(readDocx(makeZip({ ...types, 'word/document.xml': bytes }))[0]?.text).toBe('Strict.');
    }
  });
});
