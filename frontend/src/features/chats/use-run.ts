'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApi } from '@/lib/api/provider';
import type { ChatDetail } from '@/lib/api/types';
import { followEvents } from '@/lib/stream/events';
import { foldChunk, runBegun, type Chunk, type RunState } from './fold';

/** Follows the active run of a chat from its first event, so a reload misses nothing; null when none is active. */
export function useRun(chatId: string, runId: string | null): RunState | null {
  const api = useApi();
  const cache = useQueryClient();
  const [state, setState] = useState<{ runId: string; run: RunState } | null>(null);
  useEffect(() => {
    if (!runId) return;
    const controller = new AbortController();
    let run = runBegun;
    let frame = 0;
    // Many deltas arrive between two frames: one paint for all of them.
    const paint = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        setState({ runId, run });
      });
    };
    const refresh = () => {
      void cache.invalidateQueries({ queryKey: ['chat', chatId] });
      void cache.invalidateQueries({ queryKey: ['chats'] });
      void cache.invalidateQueries({ queryKey: ['documents'] });
    };
    followEvents(api, `runs/${runId}/events`, controller.signal, ({ data }) => {
      const chunk = data as Chunk | null;
      if (!chunk?.type) return false;
      run = foldChunk(run, chunk);
      paint();
      if (chunk.type === 'data-title') {
        const { title } = chunk.data as { title: string };
        cache.setQueryData<ChatDetail>(['chat', chatId], (chat) => (chat ? { ...chat, title } : chat));
        void cache.invalidateQueries({ queryKey: ['chats'] });
      }
      return chunk.type === 'finish' || chunk.type === 'abort' || chunk.type === 'error';
    })
      .then(() => (controller.signal.aborted ? undefined : refresh()))
      .catch(refresh);
    return () => {
      controller.abort();
      cancelAnimationFrame(frame);
    };
  }, [api, cache, chatId, runId]);
  return runId && state?.runId === runId ? state.run : runId ? runBegun : null;
}
