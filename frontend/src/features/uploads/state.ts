/** One line of the upload list. */
export interface UploadItem {
  key: string;
  name: string;
  /** Bytes. */
  size: number;
  phase: 'hashing' | 'sending' | 'completing' | 'done' | 'refused' | 'failed' | 'cancelled';
  /** Bytes sent. */
  sent: number;
  reason: string | null;
}

export type UploadEvent =
  | { type: 'added'; items: UploadItem[] }
  | { type: 'phase'; key: string; phase: 'hashing' | 'sending' | 'completing' | 'done' }
  | { type: 'progress'; key: string; sent: number }
  | { type: 'ended'; key: string; phase: 'refused' | 'failed' | 'cancelled'; reason: string | null }
  | { type: 'dismissed'; key: string };

const over = new Set<UploadItem['phase']>(['done', 'refused', 'failed', 'cancelled']);

export function isOver(item: UploadItem): boolean {
  return over.has(item.phase);
}

/** Folds one event into the list; a cancelled or failed upload takes no later progress. */
export function reduceUploads(items: readonly UploadItem[], event: UploadEvent): UploadItem[] {
  switch (event.type) {
    case 'added':
      return [...items, ...event.items];
    case 'dismissed':
      return items.filter((item) => item.key !== event.key);
    case 'phase':
      return items.map((item) =>
        item.key === event.key && (!isOver(item) || event.phase === 'hashing')
          ? { ...item, phase: event.phase, reason: null, sent: event.phase === 'hashing' ? 0 : item.sent }
          : item,
      );
    case 'progress':
      return items.map((item) =>
        item.key === event.key && item.phase === 'sending'
          ? { ...item, sent: Math.min(item.size, Math.max(item.sent, event.sent)) }
          : item,
      );
    case 'ended':
      return items.map((item) =>
        item.key === event.key && item.phase !== 'done'
          ? { ...item, phase: event.phase, reason: event.reason }
          : item,
      );
  }
}
