'use client';

import { useAuth } from '@clerk/nextjs';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { useSettings } from '../settings';
import { createApiClient, mayRetry, type ApiClient } from './client';

interface Session {
  api: ApiClient;
  ended: boolean;
}

const Context = createContext<Session | null>(null);

/** Gives the signed-in pages the API client and the cache of what it answered. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const { apiUrl } = useSettings();
  const { getToken, isSignedIn, isLoaded } = useAuth();
  const [refused, setRefused] = useState(false);
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { retry: mayRetry, staleTime: 15_000, networkMode: 'offlineFirst' },
          mutations: { networkMode: 'always' },
        },
      }),
  );
  const api = useMemo(
    () =>
      createApiClient({
        apiUrl,
        getToken: (fresh) => getToken(fresh ? { skipCache: true } : {}),
        onSessionEnded: () => setRefused(true),
      }),
    [apiUrl, getToken],
  );
  const session = useMemo(
    () => ({ api, ended: isLoaded && (!isSignedIn || refused) }),
    [api, isLoaded, isSignedIn, refused],
  );
  return (
    <QueryClientProvider client={queries}>
      <Context value={session}>{children}</Context>
    </QueryClientProvider>
  );
}

function useSession(): Session {
  const value = useContext(Context);
  if (!value) throw new Error('ApiProvider is missing');
  return value;
}

export function useApi(): ApiClient {
  return useSession().api;
}

/** The session is over while the page stays open. */
export function useSessionEnded(): boolean {
  return useSession().ended;
}
