'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@/lib/api/provider';
import type { ColumnTemplate, Workflow } from '@/lib/api/types';

export function useWorkflows(kind?: Workflow['kind'], hidden = false) {
  const api = useApi();
  return useQuery({
    queryKey: ['workflows', kind ?? 'all', hidden],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Workflow[] }>('workflows', { kind, hidden }, signal)).items,
  });
}

export function useWorkflow(id: string | null) {
  const api = useApi();
  return useQuery({
    queryKey: ['workflow', id],
    queryFn: ({ signal }) => api.get<Workflow>(`workflows/${id}`, {}, signal),
    enabled: id !== null,
  });
}

export interface WorkflowContent {
  title: string;
  practiceArea: string | null;
  description: string;
  instructions?: string | null;
  columns?: ColumnTemplate[] | null;
}

/** Makes a workflow, or changes the one with `id`. */
export function useSaveWorkflow() {
  const api = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      kind,
      content,
    }: {
      id: string | null;
      kind: Workflow['kind'];
      content: WorkflowContent;
    }) =>
      id
        ? api.patch<Workflow>(`workflows/${id}`, content)
        : api.post<Workflow>('workflows', { kind, ...content }),
    onSuccess: (workflow) => {
      cache.setQueryData(['workflow', workflow.id], workflow);
      return cache.invalidateQueries({ queryKey: ['workflows'] });
    },
  });
}

export function useDeleteWorkflow() {
  const api = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`workflows/${id}`),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['workflows'] }),
  });
}

export function useHideWorkflow() {
  const api = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, hidden }: { id: string; hidden: boolean }) =>
      hidden ? api.put(`workflows/${id}/hidden`) : api.delete(`workflows/${id}/hidden`),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['workflows'] });
      void cache.invalidateQueries({ queryKey: ['workflow'] });
    },
  });
}
