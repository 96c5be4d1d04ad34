'use client';

import { useCallback, type KeyboardEvent } from 'react';

/**
 * Arrow keys, Home and End move the focus between the rows of a list. Rows carry `data-row`; the list takes
 * `onKeyDown`. Enter and Space stay with the row.
 */
export function useListKeys() {
  return useCallback((event: KeyboardEvent<HTMLElement>) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
    const step = steps[event.key];
    const target = event.target as HTMLElement;
    if (step === undefined || target.matches('input:not([type=checkbox]), textarea, select')) return;
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
    const row = target.closest<HTMLElement>('[data-row]');
    const at = row ? rows.indexOf(row) : -1;
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }, []);
}
