/**
 * The text of record: what chat, review, search, citations and the Word engine all read.
 * Every place is in fractions of the page with the origin at the top left, so that it fits any zoom.
 */

/** A rectangle on a page, in fractions of the page. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

type BlockKind = 'heading' | 'paragraph' | 'list' | 'cell';

/** One paragraph of a document, in reading order. */
export interface TextBlock {
  /** Short, unique in the document, the same at every reading of the same bytes. */
  anchor: string;
  kind: BlockKind;
  /** Headings: 1 to 9. Lists: depth, from 1. */
  level?: number;
  /** What Word computes and does not store: "4.2", "(a)"; or where a block outside the body stands: "footnote 1". */
  label?: string;
  text: string;
  /** 1-based page of the PDF rendition where the block starts; null when it could not be placed. */
  page: number | null;
}

/** A run of characters as the PDF draws it, in fractions of the page. */
export interface PageItem extends Box {
  text: string;
}

export interface PageText {
  /** From 1. */
  number: number;
  /** Points, as shown (a page turned by 90 degrees has its sides exchanged). */
  width: number;
  height: number;
  /** In reading order. */
  items: PageItem[];
}

export interface DocumentText {
  blocks: TextBlock[];
  pageCount: number;
}

/** Something a person should know about a document that could nevertheless be read. */
export interface ReadWarning {
  code: 'pages_without_text' | 'blocks_not_placed';
  /** How many pages or blocks. */
  count: number;
  /** The first few page numbers, where pages are meant. */
  pages?: number[];
}

export interface ReadResult {
  text: DocumentText;
  pages: PageText[];
  warnings: ReadWarning[];
}

export type ReadableKind = 'docx' | 'pdf';

/** Why a file cannot be read. Each is final for these bytes, except the last three. */
export type ReadFailure =
  | 'empty'
  | 'not_a_docx'
  | 'not_a_pdf'
  | 'password_protected'
  | 'corrupt_zip'
  | 'zip_bomb'
  | 'no_document_part'
  | 'xml_invalid'
  | 'corrupt_pdf'
  | 'too_many_pages'
  | 'no_text'
  | 'timed_out'
  | 'out_of_memory'
  | 'parser_failed'
  | 'parser_busy';

/** Numbers and names for the sentence that a person reads. */
export type FailureFigures = Record<string, string | number>;

/** A file that could not be read, by name. `message` is a sentence for people and holds no document text. */
export class ReadError extends Error {
  readonly code: ReadFailure;
  readonly figures: FailureFigures;

  constructor(code: ReadFailure, message: string, figures: FailureFigures = {}) {
    super(message);
    this.name = 'ReadError';
    this.code = code;
    this.figures = figures;
  }
}
