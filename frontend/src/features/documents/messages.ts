import { count, ordinal } from '@/lib/format/count';
import type { DocumentStatus, Reason } from '@/lib/api/types';

/** A document's state as a word. */
export function stateOf(document: {
  status: DocumentStatus;
  reason?: Reason | null;
  queuePosition?: number | null;
}): string {
  switch (document.status) {
    case 'ready':
      return 'Ready';
    case 'queued':
      return document.queuePosition ? `Waiting, ${ordinal(document.queuePosition)} in line` : 'Waiting';
    case 'converting':
      return document.queuePosition ? `Converting, ${ordinal(document.queuePosition)} in line` : 'Converting';
    case 'unreadable':
      return document.reason ? `Cannot be read: ${document.reason.text}` : 'Cannot be read';
    case 'failed':
      return document.reason ? `Failed: ${document.reason.text}` : 'Failed';
  }
}

export const messages = {
  table: 'Documents',
  loading: 'Loading documents',
  columns: { name: 'Name', status: 'Status', pages: 'Pages', size: 'Size', added: 'Added' },
  sortBy: (column: string) => `Sort by ${column}`,
  select: (name: string) => `Select ${name}`,
  selectAll: 'Select all documents',
  selected: (number: number) => `${count(number, 'document')} selected`,
  clearSelection: 'Clear selection',
  askSelected: 'Ask about these',
  reviewSelected: 'New review',
  deleteSelected: 'Delete',
  actionsOf: (name: string) => `Actions for ${name}`,
  open: 'Open',
  rename: 'Rename',
  newName: 'Name of the document',
  download: 'Download original',
  delete: 'Delete',
  deleteTitle: (number: number) => (number === 1 ? 'Delete this document?' : `Delete ${number} documents?`),
  deleteText: (names: string) => `${names}. All versions are deleted with it. This cannot be undone.`,
  deleteWord: 'delete',
  emptyTitle: 'No documents yet',
  emptyText:
    'Upload contracts as PDF, DOCX or DOC, or drop them anywhere on this page. The limit is 100 MB a file.',
};
