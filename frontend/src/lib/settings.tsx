'use client';

import { createContext, useContext, type ReactNode } from 'react';

/** Run-time settings of the browser, handed over by the server with the page. */
export interface BrowserSettings {
  apiUrl: string;
  stage: 'local' | 'staging' | 'production';
}

const Context = createContext<BrowserSettings | null>(null);

export function SettingsProvider({ value, children }: { value: BrowserSettings; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

export function useSettings(): BrowserSettings {
  const value = useContext(Context);
  if (!value) throw new Error('SettingsProvider is missing');
  return value;
}
