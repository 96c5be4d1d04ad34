/** Every answer of the converter that is not a document: status, title, and whether the same bytes may work later. */
export const CONVERSION_FAULTS = {
  unsupported_conversion: { status: 400, title: 'This conversion is not offered', retryable: false },
  too_large: { status: 413, title: 'The file is too large', retryable: false },
  source_unreadable: { status: 422, title: 'The file cannot be read', retryable: false },
  conversion_failed: { status: 500, title: 'The file could not be converted', retryable: false },
  converter_busy: { status: 503, title: 'The converter is busy', retryable: true },
  converter_full: { status: 503, title: 'The converter has no room for files', retryable: true },
  conversion_timeout: { status: 504, title: 'The conversion took too long', retryable: true },
} as const;

export type ConversionFaultCode = keyof typeof CONVERSION_FAULTS;

/**
 * Why a source is unreadable. The names are those of the document reader, so that a person meets one set of
 * reasons; `load_failed` is the office program's own refusal.
 */
export type UnreadableReason =
  | 'empty'
  | 'not_a_docx'
  | 'not_a_doc'
  | 'password_protected'
  | 'corrupt_zip'
  | 'zip_bomb'
  | 'no_document_part'
  | 'load_failed';

/** A conversion that ended without a document. `message` is a sentence for people and holds no document text. */
export class ConversionError extends Error {
  readonly code: ConversionFaultCode;
  readonly reason: UnreadableReason | undefined;

  constructor(code: ConversionFaultCode, message: string, reason?: UnreadableReason) {
    super(message);
    this.name = 'ConversionError';
    this.code = code;
    this.reason = reason;
  }
}

/** The instance died, or had to be ended, while it held a job: says nothing about the document yet. */
export class InstanceLostError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InstanceLostError';
  }
}
