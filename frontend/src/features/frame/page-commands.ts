'use client';

import { useEffect, useSyncExternalStore } from 'react';

/** Something the page on view can do; the command menu offers it. */
export interface PageCommand {
  label: string;
  run(): void;
}

let current: readonly PageCommand[] = [];
const listeners = new Set<() => void>();

function set(commands: readonly PageCommand[]): void {
  current = commands;
  for (const listener of listeners) listener();
}

/** Offers a page's commands while it is on view; pass a stable array. */
export function usePageCommands(commands: readonly PageCommand[]): void {
  useEffect(() => {
    set(commands);
    return () => set([]);
  }, [commands]);
}

export function useCommandsOfPage(): readonly PageCommand[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
    () => current,
  );
}
