'use client';

import { useQuery } from '@tanstack/react-query';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import { useApi } from '@/lib/api/provider';

let library: Promise<typeof import('pdfjs-dist')> | undefined;

/** pdf.js with its worker, both our own files; loaded with the first document. */
function loadLibrary() {
  library ??= import('pdfjs-dist').then((pdfjs) => {
    pdfjs.GlobalWorkerOptions.workerPort = new Worker(
      new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url),
      { type: 'module' },
    );
    return pdfjs;
  });
  return library;
}

export interface OpenPdf {
  document: PDFDocumentProxy;
  /** Width and height of the first page in points; the estimate for pages not yet seen. */
  width: number;
  height: number;
}

/** Opens the PDF rendition of a version. The address it is read from is short-lived, so the bytes are read at once. */
export function usePdf(documentId: string, versionId: string | undefined, enabled: boolean) {
  const api = useApi();
  const bytes = useQuery({
    queryKey: ['pdf', documentId, versionId],
    enabled: enabled && versionId !== undefined,
    staleTime: Infinity,
    gcTime: 60_000,
    queryFn: async ({ signal }) => {
      const { url } = await api.get<{ url: string }>(
        `documents/${documentId}/versions/${versionId}/url`,
        { rendition: 'pdf', disposition: 'inline' },
        signal,
      );
      const response = await fetch(url, { signal });
      if (!response.ok) throw new Error(`The store answered ${response.status}`);
      return response.arrayBuffer();
    },
  });
  const [pdf, setPdf] = useState<OpenPdf | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  useEffect(() => {
    if (!bytes.data) return;
    let stopped = false;
    let close: (() => void) | undefined;
    void (async () => {
      try {
        const pdfjs = await loadLibrary();
        // The worker takes the buffer over; the cache keeps its own.
        const task = pdfjs.getDocument({ data: bytes.data.slice(0) });
        close = () => void task.destroy();
        const document = await task.promise;
        const first = (await document.getPage(1)).getViewport({ scale: 1 });
        if (!stopped) setPdf({ document, width: first.width, height: first.height });
      } catch (error) {
        if (!stopped) setFault(error);
      }
    })();
    return () => {
      stopped = true;
      close?.();
      setPdf(null);
    };
  }, [bytes.data]);
  return { pdf, error: bytes.error ?? fault, retry: () => void bytes.refetch() };
}
