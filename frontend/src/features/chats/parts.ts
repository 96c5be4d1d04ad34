import type { Citation, MessagePart } from '../../lib/api/types';

export interface Activity {
  id: string;
  kind: 'list' | 'read' | 'find' | 'draft' | 'workflow';
  state: 'running' | 'done' | 'failed';
  label: string;
  documentId?: string;
  documentName?: string;
}

export interface NumberedCitation extends Citation {
  ref: number;
}

export interface MadeFile {
  documentId: string;
  versionId: string;
  versionNumber: number;
  name: string;
  downloadPath: string;
  summary: string;
}

export interface Notice {
  code: string;
  text: string;
}

function dataOf<T>(parts: readonly MessagePart[], type: string): T[] {
  return parts.filter((part) => part.type === type && part.data).map((part) => part.data as T);
}

export const activitiesOf = (parts: readonly MessagePart[]) => dataOf<Activity>(parts, 'data-activity');
export const citationsOf = (parts: readonly MessagePart[]) =>
  dataOf<NumberedCitation>(parts, 'data-citation');
export const filesOf = (parts: readonly MessagePart[]) => dataOf<MadeFile>(parts, 'data-file');
export const noticesOf = (parts: readonly MessagePart[]) => dataOf<Notice>(parts, 'data-notice');

export function textOf(parts: readonly MessagePart[], type = 'text'): string {
  return parts
    .filter((part) => part.type === type)
    .map((part) => part.text ?? '')
    .filter((text) => text !== '')
    .join('\n\n');
}

/** What the finished activities come to: "Read 3 documents, drafted 1 file". */
export function summaryOf(activities: readonly Activity[]): string {
  const names = (kinds: Activity['kind'][]) =>
    new Set(
      activities
        .filter(({ kind, state }) => kinds.includes(kind) && state === 'done')
        .map(({ documentId, documentName, label }) => documentId ?? documentName ?? label),
    ).size;
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const [read, drafted, followed] = [names(['read', 'find']), names(['draft']), names(['workflow'])];
  const phrases = [
    read > 0 ? `read ${count(read, 'document')}` : '',
    drafted > 0 ? `drafted ${count(drafted, 'file')}` : '',
    followed > 0 ? 'followed a workflow' : '',
  ].filter(Boolean);
  if (phrases.length === 0) return activities.length > 0 ? 'Looked at the documents' : '';
  const text = phrases.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
