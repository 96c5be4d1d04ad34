'use client';

import clsx from 'clsx';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef } from 'react';
import { messages } from './messages';
import { useNear } from './use-near';

const WIDTH = 88;

interface ThumbnailProps {
  document: PDFDocumentProxy;
  number: number;
  current: boolean;
  ratio: number;
  onGo(page: number): void;
}

function Thumbnail({ document, number, current, ratio, onGo }: ThumbnailProps) {
  const frame = useRef<HTMLButtonElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const near = useNear(frame, '50% 0px');
  useEffect(() => {
    const target = canvas.current;
    if (!near || !target) return;
    let cancel = () => {};
    let stopped = false;
    void document
      .getPage(number)
      .then((page) => {
        if (stopped) return;
        const viewport = page.getViewport({ scale: (WIDTH * 2) / page.getViewport({ scale: 1 }).width });
        target.width = viewport.width;
        target.height = viewport.height;
        const drawing = page.render({ canvas: target, viewport });
        cancel = () => drawing.cancel();
        return drawing.promise;
      })
      .catch(() => undefined);
    return () => {
      stopped = true;
      cancel();
    };
  }, [near, document, number]);
  return (
    <button
      ref={frame}
      type="button"
      aria-label={messages.goTo(number)}
      aria-current={current ? 'page' : undefined}
      onClick={() => onGo(number)}
      className="flex flex-col items-center gap-1 text-11 text-ink-2"
    >
      <canvas
        ref={canvas}
        aria-hidden
        style={{ width: WIDTH, height: WIDTH * ratio }}
        className={clsx('border bg-(--page)', current && 'outline-2 outline-accent')}
      />
      {number}
    </button>
  );
}

/** Small pages to jump by; drawn when they come into view. */
export function Thumbnails(props: Omit<ThumbnailProps, 'number' | 'current'> & { page: number }) {
  return (
    <nav
      aria-label={messages.thumbnails}
      data-scroller
      className="flex w-[124px] shrink-0 flex-col items-center gap-3 overflow-y-auto border-r bg-sunken py-3"
    >
      {Array.from({ length: props.document.numPages }, (_, index) => (
        <Thumbnail
          key={index}
          document={props.document}
          ratio={props.ratio}
          onGo={props.onGo}
          number={index + 1}
          current={props.page === index + 1}
        />
      ))}
    </nav>
  );
}
