'use client';

import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';

/** Pages of the matches of `text`, one entry a match, in reading order. */
export function useFind(document: PDFDocumentProxy | undefined, text: string): number[] {
  const needle = text.trim().toLowerCase();
  const [found, setFound] = useState<{ needle: string; pages: number[] }>({ needle: '', pages: [] });
  useEffect(() => {
    if (!document || needle.length < 2) return;
    let stopped = false;
    const timer = setTimeout(() => {
      void (async () => {
        const pages: number[] = [];
        for (let number = 1; number <= document.numPages && !stopped; number += 1) {
          const content = await (await document.getPage(number)).getTextContent();
          const words = content.items
            .map((item) => ('str' in item ? item.str : ''))
            .join(' ')
            .toLowerCase();
          for (let at = words.indexOf(needle); at >= 0; at = words.indexOf(needle, at + needle.length))
            pages.push(number);
        }
        if (!stopped) setFound({ needle, pages });
      })();
    }, 150);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [document, needle]);
  return found.needle === needle ? found.pages : [];
}
