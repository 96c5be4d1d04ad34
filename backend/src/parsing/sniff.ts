import { isCompoundFile, isEncryptedDoc, readCompoundFile } from '../docx/cfb.ts';
import { DocxError } from '../docx/faults.ts';
import { looksLike } from '../docx/magic.ts';
import { otherArchive } from '../docx/package.ts';
import { readZipDirectory } from '../docx/zip.ts';
import { toReadError } from './failures.ts';
import { ReadError } from './types.ts';

export type DocumentType = 'pdf' | 'docx' | 'doc';

/** What a file is, by its bytes alone. `label` fits the sentence "it is ...". */
export type SniffedFile =
  { type: DocumentType; label: string } | { type: 'other'; label: string; failure: ReadError };

const LABELS: Record<DocumentType, string> = {
  pdf: 'a PDF',
  docx: 'a Word document (DOCX)',
  doc: 'an older Word document (DOC)',
};

/**
 * Tells what an uploaded file is. Only signatures and tables of contents are read; nothing is unpacked.
 * An encrypted Word file is `other` with the failure `password_protected`; an encrypted PDF is known only
 * to its reader.
 */
export function detectFileType(input: Uint8Array): SniffedFile {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  if (bytes.length === 0) {
    return {
      type: 'other',
      label: 'an empty file',
      failure: new ReadError('empty', 'The file is empty (0 bytes).'),
    };
  }
  if (isCompoundFile(bytes)) return sniffCompound(bytes);
  if (bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04034b50) return sniffZip(bytes);
  if (bytes.subarray(0, 1024).includes('%PDF-')) return { type: 'pdf', label: LABELS.pdf };
  return other(looksLike(bytes));
}

/**
 * Compares what the name promises with what the bytes are.
 * @returns why the file cannot be taken, or null when it can
 */
export function checkDeclaredType(declared: DocumentType, sniffed: SniffedFile): ReadError | null {
  if (sniffed.type === declared) return null;
  if (sniffed.type === 'other' && sniffed.failure.code !== 'not_a_docx') return sniffed.failure;
  const message = `The name says ${LABELS[declared]}, but the file is ${sniffed.label}.`;
  const code = declared === 'pdf' ? 'not_a_pdf' : 'not_a_docx';
  return new ReadError(code, message, { declared, looksLike: sniffed.label });
}

function sniffCompound(bytes: Buffer): SniffedFile {
  const file = readCompoundFile(bytes);
  if (file === null) return other('a damaged older Office file');
  const names = new Set(file.streams.map((stream) => stream.name));
  if (names.has('EncryptedPackage') || isEncryptedDoc(file)) {
    const failure = toReadError(new DocxError({ code: 'password_protected' }));
    return { type: 'other', label: 'a Word document with a password', failure };
  }
  if (names.has('WordDocument')) return { type: 'doc', label: LABELS.doc };
  if (names.has('Workbook') || names.has('Book')) return other('an older Excel workbook');
  if (names.has('PowerPoint Document')) return other('an older PowerPoint presentation');
  return other(
    [...names].some((name) => name.startsWith('__')) ? 'an Outlook message' : 'an older Office file',
  );
}

function sniffZip(bytes: Buffer): SniffedFile {
  try {
    const label = otherArchive(readZipDirectory(bytes));
    return label === null ? { type: 'docx', label: LABELS.docx } : other(label);
  } catch (error) {
    const failure = toReadError(error);
    const label =
      failure.code === 'zip_bomb' ? 'a ZIP archive that unpacks to too much' : 'a damaged ZIP archive';
    return { type: 'other', label, failure };
  }
}

function other(label: string): SniffedFile {
  const message = `This is not a PDF or a Word document: it looks like ${label}.`;
  return { type: 'other', label, failure: new ReadError('not_a_docx', message, { looksLike: label }) };
}
