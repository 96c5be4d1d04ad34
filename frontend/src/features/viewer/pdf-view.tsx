'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Citation } from '@/lib/api/types';
import { PageBar } from './page-bar';
import { PdfPage } from './pdf-page';
import { Thumbnails } from './thumbnails';
import { useFind } from './use-find';
import type { OpenPdf } from './use-pdf';

interface PdfViewProps {
  pdf: OpenPdf;
  page: number;
  citation: Citation | null;
  onPage(page: number): void;
}

/** The width of the scrolled area, followed as the panel is resized. */
function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(node);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

export function PdfView({ pdf, page, citation, onPage }: PdfViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const [zoom, setZoom] = useState(1);
  const [thumbnails, setThumbnails] = useState(false);
  const [find, setFind] = useState('');
  const [seen, setSeen] = useState(page);
  const matches = useFind(pdf.document, find);
  const scale = width > 0 ? ((width - 32) / pdf.width) * zoom : 0;

  const scrollTo = useCallback((target: number) => {
    const node = scroller.current?.querySelector<HTMLElement>(`[data-page="${target}"]`);
    if (!node || !scroller.current) return;
    const cited = node.querySelector<HTMLElement>('[data-cited]');
    scroller.current.scrollTop =
      node.offsetTop + (cited ? cited.offsetTop - scroller.current.clientHeight / 3 : -8);
  }, []);
  const ready = scale > 0;
  useEffect(() => {
    if (ready) scrollTo(page);
    // A new width must not move the reader to the page of the address again.
  }, [ready, page, citation, scrollTo]);

  const onScroll = () => {
    const area = scroller.current;
    if (!area) return;
    const middle = area.scrollTop + area.clientHeight / 3;
    const pages = [...area.querySelectorAll<HTMLElement>('[data-page]')];
    const at = pages.findLast((node) => node.offsetTop <= middle);
    setSeen(Number(at?.dataset.page ?? 1));
  };
  const go = (target: number) => {
    scrollTo(target);
    onPage(target);
  };
  return (
    <>
      <PageBar
        page={seen}
        pages={pdf.document.numPages}
        onGo={go}
        zoom={zoom}
        onZoom={setZoom}
        thumbnails={thumbnails}
        onThumbnails={() => setThumbnails(!thumbnails)}
        find={find}
        onFind={setFind}
        matches={matches}
      />
      <div className="flex min-h-0 flex-1">
        {thumbnails ? (
          <Thumbnails document={pdf.document} page={seen} ratio={pdf.height / pdf.width} onGo={go} />
        ) : null}
        <div
          ref={scroller}
          data-scroller
          tabIndex={0}
          role="group"
          aria-label="Pages"
          onScroll={onScroll}
          className="relative min-w-0 flex-1 overflow-auto bg-sunken px-4 pt-4"
        >
          {ready
            ? Array.from({ length: pdf.document.numPages }, (_, index) => (
                <PdfPage
                  key={index}
                  document={pdf.document}
                  number={index + 1}
                  scale={scale}
                  estimate={pdf}
                  find={find}
                  boxes={citation?.boxes.filter((box) => box.page === index + 1) ?? []}
                />
              ))
            : null}
        </div>
      </div>
    </>
  );
}
