'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { readPanel, writePanel, type PanelState } from './panel';

/** The right panel's state and the ways to change it; all of it stands in the address. */
export function usePanel() {
  const search = useSearchParams();
  const pathname = usePathname();
  const panel = useMemo(() => readPanel(new URLSearchParams(search)), [search]);

  const show = useCallback(
    (next: PanelState | null, how: 'push' | 'replace' = 'push') => {
      const address = pathname + writePanel(new URLSearchParams(window.location.search), next);
      // Next follows the browser's own history: no request for a change of the panel alone.
      if (how === 'push') window.history.pushState(null, '', address);
      else window.history.replaceState(null, '', address);
    },
    [pathname],
  );
  const open = useCallback(
    (documentId: string, more: Partial<Omit<PanelState, 'documentId'>> = {}) =>
      show({ versionId: null, page: null, citation: null, ...more, documentId }),
    [show],
  );
  const close = useCallback(() => show(null), [show]);
  return { panel, show, open, close };
}
