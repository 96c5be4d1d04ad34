'use client';

import { useEffect } from 'react';

/** Ctrl/Cmd K opens the commands, `?` the list of keys; neither while a person types, except the first. */
export function useFrameKeys(show: (overlay: 'commands' | 'keys') => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        show('commands');
      }
      const typing = (event.target as HTMLElement).closest('input, textarea, select, [contenteditable=true]');
      if (event.key === '?' && !typing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        show('keys');
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [show]);
}
