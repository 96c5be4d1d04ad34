'use client';

import { ChevronDown, ChevronUp, Images, Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '@/components/ui/button';
import { messages } from './messages';

interface PageBarProps {
  page: number;
  pages: number;
  onGo(page: number): void;
  zoom: number;
  onZoom(zoom: number): void;
  thumbnails: boolean;
  onThumbnails(): void;
  find: string;
  onFind(text: string): void;
  matches: number[];
}

const field = 'h-7 rounded border border-line-strong bg-surface px-2 text-13';

function PageField({ page, pages, onGo }: Pick<PageBarProps, 'page' | 'pages' | 'onGo'>) {
  const [draft, setDraft] = useState<string | null>(null);
  const go = () => {
    const next = Number(draft);
    if (Number.isInteger(next) && next >= 1 && next <= pages) onGo(next);
    setDraft(null);
  };
  return (
    <span className="flex items-center gap-1.5 text-ink-2 tabular-nums">
      <input
        aria-label={messages.page}
        inputMode="numeric"
        value={draft ?? page}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={go}
        onKeyDown={(event) => (event.key === 'Enter' ? go() : undefined)}
        className={`${field} w-10 text-center`}
      />
      {messages.of(pages)}
    </span>
  );
}

/** Thumbnails, page number, zoom and find, in one bar. */
export function PageBar(props: PageBarProps) {
  const { page, pages, onGo, zoom, onZoom, find, onFind, matches } = props;
  const [at, setAt] = useState(0);
  const step = (by: number) => {
    if (matches.length === 0) return;
    const next = (at + by + matches.length) % matches.length;
    setAt(next);
    onGo(matches[next] ?? 1);
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-3 py-1">
      <IconButton label={messages.thumbnails} aria-pressed={props.thumbnails} onClick={props.onThumbnails}>
        <Images aria-hidden />
      </IconButton>
      <PageField page={page} pages={pages} onGo={onGo} />
      <span className="flex items-center">
        <IconButton
          label={messages.zoomOut}
          disabled={zoom <= 0.5}
          onClick={() => onZoom(Math.max(0.5, zoom - 0.25))}
        >
          <Minus aria-hidden />
        </IconButton>
        <span className="w-10 text-center text-ink-2 tabular-nums">{Math.round(zoom * 100)}%</span>
        <IconButton
          label={messages.zoomIn}
          disabled={zoom >= 3}
          onClick={() => onZoom(Math.min(3, zoom + 0.25))}
        >
          <Plus aria-hidden />
        </IconButton>
      </span>
      <span role="search" className="ml-auto flex items-center">
        <input
          type="search"
          aria-label={messages.find}
          placeholder={messages.find}
          value={find}
          data-find
          onChange={(event) => {
            setAt(-1);
            onFind(event.target.value);
          }}
          onKeyDown={(event) => (event.key === 'Enter' ? step(event.shiftKey ? -1 : 1) : undefined)}
          className={`${field} w-36`}
        />
        {find.trim().length > 1 ? (
          <>
            <span role="status" className="px-2 text-12 text-ink-2 tabular-nums">
              {messages.matches(Math.max(0, at) + 1, matches.length)}
            </span>
            <IconButton label={messages.findPrevious} onClick={() => step(-1)}>
              <ChevronUp aria-hidden />
            </IconButton>
            <IconButton label={messages.findNext} onClick={() => step(1)}>
              <ChevronDown aria-hidden />
            </IconButton>
          </>
        ) : null}
      </span>
    </div>
  );
}
