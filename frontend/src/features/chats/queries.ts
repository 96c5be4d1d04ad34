'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@/lib/api/provider';
import type { Chat, ChatDetail, MessageCreation, Page } from '@/lib/api/types';

export function useChats(projectId?: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['chats', projectId ?? 'all'],
    queryFn: async ({ signal }) =>
      (await api.get<Page<Chat>>('chats', { projectId, limit: 100 }, signal)).items,
  });
}

export function useChat(chatId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['chat', chatId],
    queryFn: ({ signal }) => api.get<ChatDetail>(`chats/${chatId}`, {}, signal),
  });
}

export function useRenameChat() {
  const api = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, title }: { id: string; title: string }) => api.patch<Chat>(`chats/${id}`, { title }),
    onSuccess: (_, { id }) => {
      void cache.invalidateQueries({ queryKey: ['chats'] });
      void cache.invalidateQueries({ queryKey: ['chat', id] });
    },
  });
}

export function useDeleteChat() {
  const api = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`chats/${id}`),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['chats'] }),
  });
}

/** Makes the chat when there is none yet, and sends the message. */
export function useSend() {
  const api = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({
      chatId,
      projectId,
      message,
    }: {
      chatId?: string;
      projectId?: string | null;
      message: MessageCreation;
    }) => {
      const id = chatId ?? (await api.post<Chat>('chats', projectId ? { projectId } : {})).id;
      await api.post(`chats/${id}/messages`, message);
      return id;
    },
    onSettled: (id) => {
      void cache.invalidateQueries({ queryKey: ['chats'] });
      if (id) return cache.invalidateQueries({ queryKey: ['chat', id] });
      return undefined;
    },
  });
}
