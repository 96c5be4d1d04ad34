'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

export interface CellPlace {
  documentId: string;
  columnId: string;
}

/** The selected cell, as it stands in the address. */
export function useSelectedCell() {
  const search = useSearchParams();
  const pathname = usePathname();
  const [documentId, columnId] = search.get('cell')?.split(':') ?? [];
  const selected: CellPlace | null = documentId && columnId ? { documentId, columnId } : null;
  const select = useCallback(
    (place: CellPlace | null) => {
      const next = new URLSearchParams(window.location.search);
      if (place) next.set('cell', `${place.documentId}:${place.columnId}`);
      else next.delete('cell');
      window.history.replaceState(null, '', `${pathname}?${next.toString().replaceAll('%3A', ':')}`);
    },
    [pathname],
  );
  return { selected, select };
}
