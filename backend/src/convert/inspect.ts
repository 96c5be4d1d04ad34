import { inflateSync } from 'node:zlib';
import { isEncryptedDoc, readCompoundFile } from '../docx/cfb.ts';
import { DocxError } from '../docx/faults.ts';
import { looksLike } from '../docx/magic.ts';
import { otherArchive } from '../docx/package.ts';
import { readZipDirectory } from '../docx/zip.ts';
import { ConversionError, type UnreadableReason } from './faults.ts';
import type { SourceFormat, TargetFormat } from './formats.ts';

/**
 * LibreOffice takes any bytes for text and reports success when it could not load a file, so both ends are
 * checked here: what goes in by its own tables, what comes out by its shape. Nothing is unpacked.
 */

/** @throws ConversionError `source_unreadable` with a reason */
export function checkSource(bytes: Buffer, format: SourceFormat): void {
  if (bytes.length === 0) throw unreadable('empty', 'The file is empty (0 bytes).');
  if (format === 'doc') checkDoc(bytes);
  else checkDocx(bytes);
}

function checkDocx(bytes: Buffer): void {
  const compound = readCompoundFile(bytes);
  if (compound !== null) {
    // Office wraps an encrypted DOCX in a compound file under the same name.
    if (compound.streams.some((stream) => stream.name === 'EncryptedPackage')) throw passwordProtected();
    throw unreadable(
      'not_a_docx',
      'This is not a Word document of the DOCX kind: it is an older Office file.',
    );
  }
  if (bytes.length < 4 || bytes.readUInt32BE(0) !== 0x504b0304) {
    throw unreadable('not_a_docx', `This is not a Word document: it looks like ${looksLike(bytes)}.`);
  }
  try {
    const entries = readZipDirectory(bytes);
    const other = otherArchive(entries);
    if (other !== null) {
      throw unreadable('not_a_docx', `This is not a Word document: it looks like ${other}.`);
    }
    if (entries.some((entry) => entry.encrypted)) throw passwordProtected();
    if (!entries.some((entry) => /^word\/.+\.xml$/i.test(entry.name))) {
      throw unreadable('no_document_part', 'The file holds no document text part.');
    }
  } catch (error) {
    if (error instanceof DocxError) throw unreadable(reasonOf(error), error.message);
    throw error;
  }
}

function reasonOf(error: DocxError): UnreadableReason {
  return error.fault.code === 'xml_invalid' ? 'load_failed' : error.fault.code;
}

function checkDoc(bytes: Buffer): void {
  const compound = readCompoundFile(bytes);
  if (compound === null) {
    throw unreadable(
      'not_a_doc',
      `This is not a Word 97 to 2003 document: it looks like ${looksLike(bytes)}.`,
    );
  }
  if (compound.streams.some((stream) => stream.name === 'EncryptedPackage') || isEncryptedDoc(compound)) {
    throw passwordProtected();
  }
  if (!compound.streams.some((stream) => stream.name === 'WordDocument')) {
    throw unreadable('not_a_doc', 'This is an older Office file, but not a Word document.');
  }
}

/** Whether the bytes are a whole document of the wanted kind; a sentence for the log when they are not. */
export function faultOfResult(bytes: Buffer, format: TargetFormat): string | null {
  if (format === 'pdf') return faultOfPdf(bytes);
  if (format === 'doc') return readCompoundFile(bytes) === null ? 'the result is not a compound file' : null;
  try {
    const entries = readZipDirectory(bytes);
    return entries.some((entry) => entry.name === 'word/document.xml') ? null : 'the result has no document';
  } catch {
    return 'the result is not a ZIP archive';
  }
}

function faultOfPdf(bytes: Buffer): string | null {
  if (bytes.toString('latin1', 0, 5) !== '%PDF-') return 'the result is not a PDF';
  if (!bytes.subarray(-1024).includes('%%EOF')) return 'the PDF ends too early';
  return countPdfPages(bytes) > 0 ? null : 'the PDF has no pages';
}

/**
 * The number of pages of a PDF that LibreOffice wrote: the count of its page tree, which newer versions keep
 * inside a compressed object stream. 0 when there is none. For untrusted PDFs use the reader in `pdf`.
 */
export function countPdfPages(bytes: Buffer): number {
  const plain = largestCount(bytes);
  if (plain > 0) return plain;
  let most = 0;
  for (let at = bytes.indexOf('/ObjStm'); at >= 0; at = bytes.indexOf('/ObjStm', at + 7)) {
    const start = bytes.indexOf('stream', at);
    const end = bytes.indexOf('endstream', start);
    if (start < 0 || end < 0) break;
    const skip = bytes[start + 6] === 13 ? 8 : 7;
    try {
      most = Math.max(most, largestCount(inflateSync(bytes.subarray(start + skip, end))));
    } catch {
      continue;
    }
  }
  return most;
}

/** Outlines have a count as well, so only one inside the dictionary of a page tree is taken. */
function largestCount(bytes: Buffer): number {
  const opening = '<</Type/Pages';
  let most = 0;
  for (let at = bytes.indexOf(opening); at >= 0; at = bytes.indexOf(opening, at + 1)) {
    const end = bytes.indexOf('>>', at);
    const dictionary = bytes.toString('latin1', at, end < 0 ? bytes.length : end);
    most = Math.max(most, Number(/\/Count\s+(\d+)/.exec(dictionary)?.[1] ?? 0));
  }
  return most;
}

function passwordProtected(): ConversionError {
  return unreadable(
    'password_protected',
    'The document is protected by a password. Save a copy without the password and upload that.',
  );
}

function unreadable(reason: UnreadableReason, message: string): ConversionError {
  return new ConversionError('source_unreadable', message, reason);
}
