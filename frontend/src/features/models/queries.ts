'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@/lib/api/provider';
import type { Account, ApiKey, Model } from '@/lib/api/types';

export function useModels() {
  const api = useApi();
  return useQuery({
    queryKey: ['models'],
    queryFn: async ({ signal }) => (await api.get<{ items: Model[] }>('models', {}, signal)).items,
    staleTime: 60_000,
  });
}

export function useAccount() {
  const api = useApi();
  return useQuery({
    queryKey: ['account'],
    queryFn: ({ signal }) => api.get<Account>('account', {}, signal),
  });
}

export type AccountChange = Partial<
  Pick<Account, 'displayName' | 'organisation' | 'chatModel' | 'tabularModel' | 'acceptedProviders'>
>;

export function useChangeAccount() {
  const api = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: AccountChange) => api.patch<Account>('account', change),
    onSuccess: (account) => cache.setQueryData(['account'], account),
  });
}

export function useKeys() {
  const api = useApi();
  return useQuery({
    queryKey: ['keys'],
    queryFn: async ({ signal }) => (await api.get<{ items: ApiKey[] }>('account/keys', {}, signal)).items,
  });
}

export function useChangeKey() {
  const api = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ provider, apiKey }: { provider: string; apiKey: string | null }) =>
      apiKey === null
        ? api.delete(`account/keys/${provider}`)
        : api.put(`account/keys/${provider}`, { apiKey }),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['keys'] });
      void cache.invalidateQueries({ queryKey: ['models'] });
    },
  });
}

/** The model to use: the one chosen here, else the person's own, else the first that is available. */
export function useChosenModel(purpose: 'chat' | 'tabular', chosen: string | null): Model | undefined {
  const models = useModels().data ?? [];
  const account = useAccount().data;
  const preferred = chosen ?? (purpose === 'chat' ? account?.chatModel : account?.tabularModel);
  const available = models.filter((model) => model.available);
  return available.find(({ id }) => id === preferred) ?? available[0];
}
