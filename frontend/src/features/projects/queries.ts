'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@/lib/api/provider';
import type { Page, Project } from '@/lib/api/types';

export function useProjects() {
  const api = useApi();
  return useQuery({
    queryKey: ['projects'],
    queryFn: async ({ signal }) => (await api.get<Page<Project>>('projects', { limit: 200 }, signal)).items,
  });
}

export function useProject(projectId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['project', projectId],
    queryFn: ({ signal }) => api.get<Project>(`projects/${projectId}`, {}, signal),
  });
}

export function useCreateProject() {
  const api = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; clientMatterNumber?: string | null }) =>
      api.post<Project>('projects', body),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['projects'] }),
  });
}

export function useChangeProject(projectId: string) {
  const api = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Partial<Pick<Project, 'name' | 'clientMatterNumber'>>) =>
      api.patch<Project>(`projects/${projectId}`, body),
    onSuccess: (project) => {
      cache.setQueryData(['project', projectId], project);
      void cache.invalidateQueries({ queryKey: ['projects'] });
    },
  });
}

export function useDeleteProject() {
  const api = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (projectId: string) => api.delete(`projects/${projectId}`),
    onSuccess: () => cache.invalidateQueries(),
  });
}
