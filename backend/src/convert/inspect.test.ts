import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { compoundFile } from './compound-file.ts';
import { ConversionError } from './faults.ts';
import type { SourceFormat } from './formats.ts';
import { checkSource, countPdfPages, faultOfResult } from './inspect.ts';
import { sampleDocx } from './sample-docx.ts';

function reasonFor(bytes: Uint8Array, format: SourceFormat): string | undefined {
  try {
    checkSource(Buffer.from(bytes), format);
  } catch (error) {
    if (error instanceof ConversionError) return error.reason;
    throw error;
  }
  return undefined;
}

/** The header of a Word 97 document; byte 11 holds the bit that says it is encrypted. */
const wordHeader = (encrypted: boolean): Buffer =>
  Buffer.from([0xec, 0xa5, 193, 0, 0, 0, 0, 0, 0, 0, 0, encrypted ? 1 : 0]);

describe('the check of a source', () => {
  it('passes a DOCX and a DOC', () => {
    expect(reasonFor(sampleDocx(3), 'docx')).toBeUndefined();
    expect(reasonFor(compoundFile({ WordDocument: wordHeader(false) }), 'doc')).toBeUndefined();
  });

  it('tells a password from damage', () => {
    const wrapped = compoundFile({ EncryptionInfo: Buffer.alloc(8), EncryptedPackage: Buffer.alloc(8) });
    expect(reasonFor(wrapped, 'docx')).toBe('password_protected');
    expect(reasonFor(compoundFile({ WordDocument: wordHeader(true) }), 'doc')).toBe('password_protected');
  });

  it('refuses other Office files under a Word name', () => {
    expect(reasonFor(compoundFile({ Workbook: Buffer.alloc(8) }), 'doc')).toBe('not_a_doc');
    expect(reasonFor(compoundFile({ WordDocument: wordHeader(false) }), 'docx')).toBe('not_a_docx');
    const workbook = zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'xl/workbook.xml': strToU8('<a/>'),
    });
    expect(reasonFor(workbook, 'docx')).toBe('not_a_docx');
  });

  it('refuses a file that is empty, too short or a compound file cut short', () => {
    expect(reasonFor(Buffer.alloc(0), 'docx')).toBe('empty');
    expect(reasonFor(Buffer.from('PK'), 'docx')).toBe('not_a_docx');
    expect(reasonFor(compoundFile({ WordDocument: wordHeader(false) }).subarray(0, 600), 'doc')).toBe(
      'not_a_doc',
    );
  });
});

describe('the check of a result', () => {
  const tree = '<</Type/Pages\n/Resources 5 0 R\n/Kids[ 1 0 R 2 0 R ]\n/Count 2>>';

  it('counts the pages of a plain page tree and not those of an outline', () => {
    const pdf = Buffer.from(`%PDF-1.7\n<</Type/Outlines/Count 40>>\n${tree}\n%%EOF\n`);
    expect(countPdfPages(pdf)).toBe(2);
    expect(faultOfResult(pdf, 'pdf')).toBeNull();
  });

  it('counts the pages of a page tree in an object stream', () => {
    const pdf = Buffer.concat([
      Buffer.from('%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4>>\nstream\n'),
      deflateSync(Buffer.from(tree)),
      Buffer.from('\nendstream\nendobj\n%%EOF\n'),
    ]);
    expect(countPdfPages(pdf)).toBe(2);
  });

  it.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['a PDF cut short', `%PDF-1.7\n${tree}`],
    ['a PDF without pages', '%PDF-1.7\n%%EOF'],
  ])('refuses %s as a PDF', (_name, text) => {
    expect(faultOfResult(Buffer.from(text), 'pdf')).not.toBeNull();
  });

  it('wants a document part in a DOCX', () => {
    expect(faultOfResult(Buffer.from(sampleDocx()), 'docx')).toBeNull();
    expect(faultOfResult(Buffer.from(zipSync({ a: strToU8('a') })), 'docx')).not.toBeNull();
  });
});
