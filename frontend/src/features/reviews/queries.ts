'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@/lib/api/provider';
import type { ColumnTemplate, Page, Review, ReviewColumn, ReviewDetail } from '@/lib/api/types';

export function useReviews(projectId?: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['reviews', projectId ?? 'all'],
    queryFn: async ({ signal }) =>
      (await api.get<Page<Review>>('reviews', { projectId, limit: 200 }, signal)).items,
  });
}

export function useReview(reviewId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['review', reviewId],
    queryFn: ({ signal }) => api.get<ReviewDetail>(`reviews/${reviewId}`, {}, signal),
  });
}

export interface ReviewCreation {
  projectId: string;
  title: string;
  documentIds: string[];
  workflowId?: string;
}

export function useCreateReview() {
  const api = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: ReviewCreation) => api.post<Review>('reviews', body),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['reviews'] }),
  });
}

/** Everything that changes one review; each act reads the review again. */
export function useReviewActions(reviewId: string) {
  const api = useApi();
  const cache = useQueryClient();
  const path = `reviews/${reviewId}`;
  const onSettled = () => {
    void cache.invalidateQueries({ queryKey: ['reviews'] });
    return cache.invalidateQueries({ queryKey: ['review', reviewId] });
  };
  return {
    rename: useMutation({ mutationFn: (title: string) => api.patch(path, { title }), onSettled }),
    remove: useMutation({
      mutationFn: () => api.delete(path),
      onSuccess: () => cache.invalidateQueries({ queryKey: ['reviews'] }),
    }),
    saveColumn: useMutation({
      mutationFn: ({ id, column }: { id: string | null; column: ColumnTemplate }) =>
        id
          ? api.patch<ReviewColumn>(`${path}/columns/${id}`, column)
          : api.post<ReviewColumn>(`${path}/columns`, column),
      onSettled,
    }),
    removeColumn: useMutation({ mutationFn: (id: string) => api.delete(`${path}/columns/${id}`), onSettled }),
    addDocuments: useMutation({
      mutationFn: (documentIds: string[]) => api.post(`${path}/documents`, { documentIds }),
      onSettled,
    }),
    removeDocument: useMutation({
      mutationFn: (id: string) => api.delete(`${path}/documents/${id}`),
      onSettled,
    }),
    run: useMutation({
      mutationFn: (model: string | undefined) => api.post(`${path}/runs`, model ? { model } : {}),
      onSettled,
    }),
    runCell: useMutation({
      mutationFn: ({ documentId, columnId }: { documentId: string; columnId: string }) =>
        api.post(`${path}/cells/${documentId}/${columnId}/runs`),
      onSettled,
    }),
    stop: useMutation({ mutationFn: () => api.post(`${path}/stop`), onSettled }),
  };
}

export type ReviewActions = ReturnType<typeof useReviewActions>;
