import { describe, expect, it } from 'vitest';
import {
  makeCorruptZip,
  makeDoc,
  makeDocx,
  makePasswordProtectedDocx,
  makePng,
  makeZip,
  makeZipBomb,
} from './fixtures.ts';
import { makePdf } from './pdf-fixtures.ts';
import { checkDeclaredType, detectFileType } from './sniff.ts';

describe('detectFileType', () => {
  it('knows the three kinds by their bytes', () => {
    expect(detectFileType(makeDocx({ paragraphs: ['a'] })).type).toBe('docx');
    expect(detectFileType(makePdf({ pages: [['a']] })).type).toBe('pdf');
    expect(detectFileType(makeDoc()).type).toBe('doc');
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'empty'],
    ['a PNG image', makePng(), 'not_a_docx'],
    ['a ZIP archive', makeZip({ 'a.txt': 'a' }), 'not_a_docx'],
    [
      'an Excel workbook',
      makeZip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<a/>' }),
      'not_a_docx',
    ],
    [
      'a Word document with macros (DOCM)',
      makeZip({ '[Content_Types].xml': '', 'word/vbaProject.bin': 'x' }),
      'not_a_docx',
    ],
    ['a damaged ZIP archive', makeCorruptZip(), 'corrupt_zip'],
    ['a ZIP archive that unpacks to too much', makeZipBomb(), 'zip_bomb'],
    ['a Word document with a password', makePasswordProtectedDocx(), 'password_protected'],
    ['a Word document with a password', makeDoc({ encrypted: true }), 'password_protected'],
    ['an RTF document', Buffer.from('{\\rtf1 hello}'), 'not_a_docx'],
    ['a web page', Buffer.from('<!DOCTYPE html><p>x'), 'not_a_docx'],
    ['a text file', Buffer.from('just words'), 'not_a_docx'],
  ])('calls it %s', (label, bytes, code) => {
    const found = detectFileType(bytes);
    expect(found).toMatchObject({ type: 'other', label, failure: { code } });
  });
});

describe('checkDeclaredType', () => {
  it('accepts a file that is what its name says', () => {
    expect(checkDeclaredType('pdf', detectFileType(makePdf({ pages: [['a']] })))).toBeNull();
  });

  it('says what a renamed file really is', () => {
    const error = checkDeclaredType('docx', detectFileType(makePng()));
    expect(error?.message).toBe('The name says a Word document (DOCX), but the file is a PNG image.');
    expect(checkDeclaredType('pdf', detectFileType(makeDoc()))?.code).toBe('not_a_pdf');
  });

  it('keeps the better reason when the file is locked or empty', () => {
    expect(checkDeclaredType('docx', detectFileType(makePasswordProtectedDocx()))?.code).toBe(
      'password_protected',
    );
    expect(checkDeclaredType('pdf', detectFileType(Buffer.alloc(0)))?.code).toBe('empty');
  });
});
