import type { DocumentType } from '../db/schema/index.ts';
import type { ConverterClient } from '../convert/client.ts';
import type { ParsingPool } from '../parsing/pool.ts';
import { checkDeclaredType, detectFileType } from '../parsing/sniff.ts';
import { ReadError, type ReadableKind, type ReadResult } from '../parsing/types.ts';
import { passing, TransientIngestError, type IngestFault } from './reasons.ts';

export interface Readers {
  parsing: ParsingPool;
  converter: ConverterClient;
}

/** The text of record of a file and, for Word files, the PDF made from it. */
export interface ReadVersion {
  result: ReadResult;
  rendition: Buffer | null;
}

/** Thrown for what lies in the file itself. */
export class UnreadableFile extends Error {
  readonly fault: IngestFault;

  constructor(fault: IngestFault) {
    super(fault.text);
    this.name = 'UnreadableFile';
    this.fault = fault;
  }
}

/**
 * Judges the bytes, converts and reads them.
 * @throws UnreadableFile for what lies in the file, TransientIngestError for what may pass
 */
export async function readVersion(
  { parsing, converter }: Readers,
  type: DocumentType,
  bytes: Buffer,
  signal: AbortSignal,
): Promise<ReadVersion> {
  const lie = checkDeclaredType(type, detectFileType(bytes));
  if (lie) throw toFault(lie);
  if (type === 'pdf') return { result: await parse(parsing, 'pdf', bytes), rendition: null };
  const docx = type === 'doc' ? await convert(converter, bytes, 'doc', 'docx', signal) : bytes;
  // The zip gate comes before LibreOffice: what it refuses never reaches the converter.
  await parse(parsing, 'docx', docx);
  const rendition = await convert(converter, docx, 'docx', 'pdf', signal);
  return { result: await parse(parsing, 'docx', docx, rendition), rendition };
}

async function parse(
  parsing: ParsingPool,
  kind: ReadableKind,
  bytes: Buffer,
  rendition?: Buffer,
): Promise<ReadResult> {
  try {
    return await parsing.readDocument(kind, bytes, rendition);
  } catch (error) {
    if (error instanceof ReadError) throw toFault(error);
    throw error;
  }
}

async function convert(
  converter: ConverterClient,
  bytes: Buffer,
  from: 'doc' | 'docx',
  to: 'docx' | 'pdf',
  signal: AbortSignal,
): Promise<Buffer> {
  const answer = await converter.convert(bytes, from, to, signal);
  if (answer.ok) return answer.bytes;
  const fault: IngestFault = {
    status: answer.retryable ? 'failed' : 'unreadable',
    code: answer.code,
    text: answer.detail,
  };
  throw answer.retryable ? new TransientIngestError(fault) : new UnreadableFile(fault);
}

function toFault(error: ReadError): Error {
  if (passing.has(error.code)) {
    return new TransientIngestError({ status: 'failed', code: error.code, text: error.message }, error);
  }
  return new UnreadableFile({ status: 'unreadable', code: error.code, text: error.message });
}
