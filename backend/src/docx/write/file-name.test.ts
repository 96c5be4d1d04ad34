import { describe, expect, it } from 'vitest';
import { fileNameFor } from './file-name.ts';

describe('fileNameFor', () => {
  it.each([
    ['Services Agreement', 'Services Agreement.docx'],
    ['Σύμβαση Παροχής Υπηρεσιών', 'Σύμβαση Παροχής Υπηρεσιών.docx'],
    ['業務委託契約書', '業務委託契約書.docx'],
    ['اتفاقية الخدمات', 'اتفاقية الخدمات.docx'],
    ['NDA: Acme / Beta <draft> "2"', 'NDA Acme Beta draft 2.docx'],
    ['../../etc/passwd', 'etc passwd.docx'],
    ['tab\tand\nline', 'tab and line.docx'],
    ['ends with dots...  ', 'ends with dots.docx'],
    ['.hidden', 'hidden.docx'],
    ['Lease.docx', 'Lease.docx'],
    ['CON', '_CON.docx'],
    ['nul.txt', '_nul.txt.docx'],
    ['Contract', 'Contract.docx'],
    ['invoice\u202Excod.exe', 'invoicexcod.exe.docx'],
    ['???', 'Document.docx'],
    ['', 'Document.docx'],
    ['lone \uD800 half', 'lone half.docx'],
  ])('%j', (title, name) => {
    expect(fileNameFor(title)).toBe(name);
  });

  it('cuts at 120 bytes, between characters', () => {
    for (const title of ['a'.repeat(500), '契'.repeat(200), '👩‍👩‍👧‍👦'.repeat(40), 'e\u0301'.repeat(300)]) {
      const base = fileNameFor(title).replace(/\.docx$/, '');
      expect(Buffer.byteLength(base)).toBeLessThanOrEqual(120);
      expect(Buffer.byteLength(base)).toBeGreaterThan(90);
      expect(title.normalize('NFC').startsWith(base)).toBe(true);
      expect(base).not.toContain('\uFFFD');
    }
    expect(fileNameFor('👩‍👩‍👧‍👦'.repeat(40)).replace(/\.docx$/, '')).toBe('👩‍👩‍👧‍👦'.repeat(4));
  });
});
