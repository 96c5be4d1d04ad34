'use client';

import clsx from 'clsx';
import { MoreHorizontal } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { toast } from 'sonner';
import { IconButton } from '@/components/ui/button';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu';
import { StatusWord, type Tone } from '@/components/ui/status-word';
import { usePanel } from '@/lib/address/use-panel';
import { wordsOf } from '@/lib/api/problem';
import type { DocumentStatus, StoredDocument } from '@/lib/api/types';
import { formatDate } from '@/lib/format/date';
import { formatSize } from '@/lib/format/size';
import { messages, stateOf } from './messages';
import { useDownload, useRenameDocument } from './queries';
import type { SortKey } from './sort';

export const documentTones: Record<DocumentStatus, Tone> = {
  ready: 'green',
  queued: 'grey',
  converting: 'amber',
  unreadable: 'red',
  failed: 'red',
};

function say(error: unknown): void {
  const { title, detail } = wordsOf(error);
  toast.error(`${title}. ${detail}`);
}

function NameField({ document, onDone }: { document: StoredDocument; onDone(): void }) {
  const [name, setName] = useState(document.name);
  const rename = useRenameDocument();
  const keep = () => {
    const next = name.trim();
    if (next && next !== document.name) rename.mutate({ id: document.id, name: next }, { onError: say });
    onDone();
  };
  return (
    <input
      autoFocus
      aria-label={messages.newName}
      value={name}
      onFocus={(event) => event.target.setSelectionRange(0, event.target.value.lastIndexOf('.'))}
      onChange={(event) => setName(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') onDone();
      }}
      className="h-7 w-full min-w-40 rounded border border-line-strong bg-surface px-2"
    />
  );
}

interface DocumentRowProps {
  document: StoredDocument;
  layout: Record<SortKey, string>;
  selected: boolean;
  renaming: boolean;
  onRename(on: boolean): void;
  onToggle(range: boolean): void;
  onDelete(): void;
}

export function DocumentRow({
  document,
  layout,
  selected,
  renaming,
  onRename,
  onToggle,
  onDelete,
}: DocumentRowProps) {
  const { open, panel } = usePanel();
  const download = useDownload();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === ' ') {
      event.preventDefault();
      onToggle(event.shiftKey);
    }
    if (event.key === 'F2') onRename(true);
    if (event.key === 'Delete') onDelete();
  };
  const state = (
    <StatusWord tone={documentTones[document.status]} className="max-w-full">
      <span title={stateOf(document)}>{stateOf(document)}</span>
    </StatusWord>
  );
  const cell = 'h-9 border-b px-3 text-14';
  const muted = `${cell} whitespace-nowrap text-ink-2`;
  return (
    <tr
      className={clsx(
        'hover:bg-hover',
        (selected || panel?.documentId === document.id) && 'bg-accent-soft hover:bg-accent-soft',
      )}
    >
      <td className="h-9 border-b pl-3">
        <input
          type="checkbox"
          aria-label={messages.select(document.name)}
          checked={selected}
          onClick={(event) => onToggle(event.shiftKey)}
          onChange={() => undefined}
          className="block size-4 accent-(--accent)"
        />
      </td>
      <td className={`${cell} max-w-0 max-sm:py-1.5 ${layout.name}`}>
        {renaming ? (
          <NameField document={document} onDone={() => onRename(false)} />
        ) : (
          <button
            type="button"
            data-row
            title={document.name}
            onClick={() => open(document.id)}
            onKeyDown={onKeyDown}
            className="block max-w-full truncate text-left font-medium hover:underline"
          >
            {document.name}
          </button>
        )}
        <span className="block truncate text-12 text-ink-2 sm:hidden">{state}</span>
      </td>
      <td className={`${cell} max-w-[420px] ${layout.status}`}>{state}</td>
      <td className={`${muted} ${layout.pages}`}>{document.pageCount ?? ''}</td>
      <td className={`${muted} ${layout.size}`}>{formatSize(document.size)}</td>
      <td className={`${muted} ${layout.added}`}>{formatDate(document.createdAt)}</td>
      <td className="h-9 border-b pr-1">
        <Menu
          trigger={
            <IconButton label={messages.actionsOf(document.name)}>
              <MoreHorizontal aria-hidden />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => open(document.id)}>{messages.open}</MenuItem>
          <MenuItem onSelect={() => setTimeout(() => onRename(true))}>{messages.rename}</MenuItem>
          <MenuItem
            onSelect={() =>
              download.mutate({ documentId: document.id, versionId: document.version.id }, { onError: say })
            }
          >
            {messages.download}
          </MenuItem>
          <MenuLine />
          <MenuItem danger onSelect={onDelete}>
            {messages.delete}
          </MenuItem>
        </Menu>
      </td>
    </tr>
  );
}
