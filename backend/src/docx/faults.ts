/** Why bytes cannot be opened as a Word document, with the figures a message needs. */
export type DocxFault =
  | { code: 'empty' }
  | { code: 'not_a_docx'; looksLike: string }
  | { code: 'password_protected' }
  | { code: 'corrupt_zip'; reason: ZipDamage; entry?: string }
  | {
      code: 'zip_bomb';
      measure: 'entries' | 'entry_bytes' | 'total_bytes' | 'main_part_bytes' | 'ratio' | 'overlap';
      found: number;
      limit: number;
    }
  | { code: 'no_document_part' }
  | { code: 'xml_invalid'; part: string; reason: string };

export type ZipDamage =
  | 'no_directory'
  | 'bad_directory'
  | 'truncated'
  | 'unsafe_name'
  | 'duplicate_name'
  | 'unknown_compression'
  | 'bad_data'
  | 'wrong_size'
  | 'wrong_checksum';

/** Thrown by everything in this folder that opens untrusted bytes; `message` is a sentence for people. */
export class DocxError extends Error {
  readonly fault: DocxFault;

  constructor(fault: DocxFault) {
    super(sentence(fault));
    this.name = 'DocxError';
    this.fault = fault;
  }
}

const DAMAGE: Record<ZipDamage, string> = {
  no_directory: 'its table of contents is missing, so it was probably cut short',
  bad_directory: 'its table of contents is damaged',
  truncated: 'it ends too early',
  unsafe_name: 'it holds a part whose name points outside the file',
  duplicate_name: 'it holds two parts of the same name',
  unknown_compression: 'a part is packed in a way that Word does not use',
  bad_data: 'a part cannot be unpacked',
  wrong_size: 'a part is not as large as the file says',
  wrong_checksum: 'its text was changed or damaged after it was saved',
};

function sentence(fault: DocxFault): string {
  switch (fault.code) {
    case 'empty':
      return 'The file is empty (0 bytes).';
    case 'not_a_docx':
      return `This is not a Word document: it looks like ${fault.looksLike}.`;
    case 'password_protected':
      return 'The document is protected by a password. Save a copy without the password and upload that.';
    case 'corrupt_zip':
      return `The Word file is damaged: ${DAMAGE[fault.reason]}.`;
    case 'zip_bomb':
      return 'The file unpacks to far more than a real document would, so it was not opened.';
    case 'no_document_part':
      return 'The file is packed like a Word document but holds no document text part.';
    case 'xml_invalid':
      return `The Word file is damaged: ${fault.part} is not valid (${fault.reason}).`;
  }
}
