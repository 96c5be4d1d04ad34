'use client';

import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import type { PageBox } from '@/lib/api/types';
import { messages } from './messages';
import { useNear } from './use-near';

interface PdfPageProps {
  document: PDFDocumentProxy;
  number: number;
  /** Pixels per point. */
  scale: number;
  estimate: { width: number; height: number };
  boxes: PageBox[];
  find: string;
}

function markMatches(layer: HTMLElement, find: string): void {
  const needle = find.trim().toLowerCase();
  for (const span of layer.querySelectorAll<HTMLElement>('span')) {
    span.classList.toggle('found', needle !== '' && (span.textContent ?? '').toLowerCase().includes(needle));
  }
}

/** One page: drawn with its selectable text only while it is on view or next to it. */
export function PdfPage({ document, number, scale, estimate, boxes, find }: PdfPageProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(estimate);
  const near = useNear(frame, '60% 0px');
  const findRef = useRef(find);
  useEffect(() => {
    findRef.current = find;
    if (layer.current) markMatches(layer.current, find);
  }, [find]);

  useEffect(() => {
    const target = canvas.current;
    const texts = layer.current;
    if (!near || !target || !texts) return;
    let stopped = false;
    let cancel = () => {};
    void (async () => {
      const [page, { TextLayer }] = await Promise.all([document.getPage(number), import('pdfjs-dist')]);
      if (stopped) return;
      const points = page.getViewport({ scale: 1 });
      setSize({ width: points.width, height: points.height });
      const viewport = page.getViewport({ scale });
      const density = Math.min(window.devicePixelRatio || 1, 2);
      target.width = Math.floor(viewport.width * density);
      target.height = Math.floor(viewport.height * density);
      const drawing = page.render({ canvas: target, viewport, transform: [density, 0, 0, density, 0, 0] });
      texts.replaceChildren();
      const text = new TextLayer({ textContentSource: page.streamTextContent(), container: texts, viewport });
      cancel = () => {
        drawing.cancel();
        text.cancel();
      };
      await Promise.all([drawing.promise, text.render()]);
      if (!stopped) markMatches(texts, findRef.current);
    })().catch(() => undefined); // A drawing cancelled by scrolling on rejects; nothing is lost.
    return () => {
      stopped = true;
      cancel();
      texts.replaceChildren();
      target.width = 0;
      target.height = 0;
    };
  }, [near, document, number, scale]);

  return (
    <div
      ref={frame}
      role="region"
      aria-label={messages.pageLabel(number)}
      data-page={number}
      className="pdf-page relative mx-auto mb-4 border"
      style={
        {
          width: size.width * scale,
          height: size.height * scale,
          '--total-scale-factor': scale,
        } as React.CSSProperties
      }
    >
      <canvas ref={canvas} aria-hidden className="absolute inset-0 size-full" />
      <div ref={layer} className="textLayer" />
      {boxes.map((box, index) => (
        <div
          key={index}
          role="img"
          aria-label={messages.cited}
          data-cited
          data-testid="citation-box"
          className="pdf-cited pointer-events-none absolute rounded-[2px]"
          style={{
            left: `calc(${box.x * 100}% - 2px)`,
            top: `calc(${box.y * 100}% - 2px)`,
            width: `calc(${box.width * 100}% + 4px)`,
            height: `calc(${box.height * 100}% + 4px)`,
          }}
        />
      ))}
    </div>
  );
}
