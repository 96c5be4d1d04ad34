import type { DocumentType } from '../db/schema/index.ts';

/** What the store is told a document is. */
export const contentTypes: Record<DocumentType, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
};

export const MAX_DOCUMENT_BYTES = 100 * 1024 * 1024;

/** The type a file's name claims; null when it is none we read. The bytes are judged later. */
export function typeOfName(name: string): DocumentType | null {
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  return extension === 'pdf' || extension === 'docx' || extension === 'doc' ? extension : null;
}
