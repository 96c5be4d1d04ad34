'use client';

import { useEffect, useSyncExternalStore } from 'react';
import type { Citation } from '../api/types';

/** Citations on the page, by the key that stands in the address: the panel outlines their boxes. */
const known = new Map<string, Citation>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Makes the citations of a page known to the panel, also after a reload. */
export function usePublishedCitations(entries: readonly (readonly [string, Citation])[]): void {
  useEffect(() => {
    for (const [key, citation] of entries) known.set(key, citation);
    for (const listener of listeners) listener();
  }, [entries]);
}

export function useCitation(key: string | null): Citation | null {
  return useSyncExternalStore(
    subscribe,
    () => (key ? (known.get(key) ?? null) : null),
    () => null,
  );
}
