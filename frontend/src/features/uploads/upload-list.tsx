'use client';

import { X } from 'lucide-react';
import { Button, IconButton } from '@/components/ui/button';
import { StatusWord, type Tone } from '@/components/ui/status-word';
import { messages } from './messages';
import { isOver, type UploadItem } from './state';
import type { Uploads } from './use-uploads';

const tones: Record<UploadItem['phase'], Tone> = {
  hashing: 'grey',
  sending: 'amber',
  completing: 'amber',
  done: 'green',
  refused: 'red',
  failed: 'red',
  cancelled: 'grey',
};

function wordOf(item: UploadItem): string {
  if (item.reason) return item.reason;
  if (item.phase === 'sending') return messages.sending(item.sent, item.size);
  if (item.phase === 'hashing') return messages.hashing;
  if (item.phase === 'completing') return messages.completing;
  return item.phase === 'done' ? messages.done : messages.cancelled;
}

function Line({ item, uploads }: { item: UploadItem; uploads: Uploads }) {
  const share = item.size ? Math.round((item.sent / item.size) * 100) : 0;
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 border-b px-3 py-1 last:border-b-0">
      <span className="min-w-0 flex-1 basis-40 truncate font-medium" title={item.name}>
        {item.name}
      </span>
      {item.phase === 'sending' || item.phase === 'completing' ? (
        <progress aria-label={item.name} value={share} max={100} className="h-1 w-24 accent-(--accent)" />
      ) : null}
      <StatusWord tone={tones[item.phase]} className="text-ink-2 [&>span:last-child]:whitespace-normal">
        {wordOf(item)}
      </StatusWord>
      {item.phase === 'failed' || item.phase === 'cancelled' ? (
        <Button size="small" aria-label={messages.retry(item.name)} onClick={() => uploads.retry(item.key)}>
          {messages.retryShort}
        </Button>
      ) : null}
      <IconButton
        label={isOver(item) ? messages.dismiss(item.name) : messages.cancel(item.name)}
        onClick={() => (isOver(item) ? uploads.dismiss(item.key) : uploads.cancel(item.key))}
      >
        <X aria-hidden />
      </IconButton>
    </li>
  );
}

/** One line per file: progress, cancel, and the reason when it was refused. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  if (uploads.items.length === 0) return null;
  return (
    <ul aria-label={messages.list} aria-live="polite" className="mb-4 rounded border bg-surface">
      {uploads.items.map((item) => (
        <Line key={item.key} item={item} uploads={uploads} />
      ))}
    </ul>
  );
}
