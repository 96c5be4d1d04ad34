'use client';

import { useCallback, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { DocumentPanel } from '@/features/viewer/document-panel';
import type { PanelState } from '@/lib/address/panel';
import { messages } from './messages';

const KEY = 'chancery.panel-width';
const MIN = 360;

function clamp(width: number): number {
  return Math.round(Math.max(MIN, Math.min(width, window.innerWidth - 480)));
}

/** The document panel: full screen on a phone, else beside the page and resized by mouse or arrow keys. */
export function RightPanel({ panel }: { panel: PanelState }) {
  const [width, setWidth] = useState(() =>
    clamp(Number(localStorage.getItem(KEY)) || window.innerWidth * 0.42),
  );
  const keep = useCallback((next: number) => {
    const value = clamp(next);
    setWidth(value);
    localStorage.setItem(KEY, String(value));
  }, []);
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) keep(window.innerWidth - event.clientX);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: 32, ArrowRight: -32 }[event.key];
    if (step) {
      event.preventDefault();
      keep(width + step);
    }
  };
  return (
    <>
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={messages.resize}
        aria-valuenow={width}
        aria-valuemin={MIN}
        aria-valuemax={Math.max(MIN, window.innerWidth - 480)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        className="hidden w-1 shrink-0 cursor-col-resize touch-none border-l hover:bg-hover focus-visible:bg-accent md:block"
      />
      <div
        className="fixed inset-0 z-30 bg-canvas md:static md:z-auto md:w-(--panel-width) md:shrink-0"
        style={{ '--panel-width': `${width}px` } as React.CSSProperties}
      >
        <DocumentPanel key={panel.documentId} panel={panel} />
      </div>
    </>
  );
}
