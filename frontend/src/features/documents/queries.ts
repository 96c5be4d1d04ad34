'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@/lib/api/provider';
import type { DocumentVersion, Page, StoredDocument } from '@/lib/api/types';

const underWay = new Set(['queued', 'converting']);

/** Asks again every second while a document is being converted. */
function pollWhile(documents: StoredDocument[] | undefined): number | false {
  return documents?.some((document) => underWay.has(document.status)) ? 1_000 : false;
}

export function useProjectDocuments(projectId: string, enabled = true) {
  const api = useApi();
  return useQuery({
    enabled,
    queryKey: ['documents', 'project', projectId],
    queryFn: async ({ signal }) =>
      (await api.get<Page<StoredDocument>>(`projects/${projectId}/documents`, { limit: 200 }, signal)).items,
    refetchInterval: (query) => pollWhile(query.state.data),
  });
}

/** The person's documents of all projects, latest first. */
export function useRecentDocuments(limit: number, enabled = true) {
  const api = useApi();
  return useQuery({
    queryKey: ['documents', 'recent', limit],
    queryFn: async ({ signal }) =>
      (await api.get<Page<StoredDocument>>('documents', { limit }, signal)).items,
    enabled,
  });
}

export function useDocument(documentId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['documents', 'one', documentId],
    queryFn: ({ signal }) => api.get<StoredDocument>(`documents/${documentId}`, {}, signal),
    refetchInterval: (query) => pollWhile(query.state.data ? [query.state.data] : []),
  });
}

export function useVersions(documentId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['documents', 'versions', documentId],
    queryFn: async ({ signal }) =>
      (await api.get<Page<DocumentVersion>>(`documents/${documentId}/versions`, {}, signal)).items,
  });
}

export function useRenameDocument() {
  const api = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      api.patch<StoredDocument>(`documents/${id}`, { name }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['documents'] }),
  });
}

export function useDeleteDocuments() {
  const api = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (ids: string[]) => {
      for (const id of ids) await api.delete(`documents/${id}`);
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ['documents'] });
      void cache.invalidateQueries({ queryKey: ['project'] });
    },
  });
}

/** Fetches a fresh address of the file and lets the browser save it under its own name. */
export function useDownload() {
  const api = useApi();
  return useMutation({
    mutationFn: async ({ documentId, versionId }: { documentId: string; versionId: string }) => {
      const { url } = await api.get<{ url: string }>(`documents/${documentId}/versions/${versionId}/url`, {
        rendition: 'original',
        disposition: 'attachment',
      });
      window.location.assign(url);
    },
  });
}
