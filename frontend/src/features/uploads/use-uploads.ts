'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useReducer, useRef } from 'react';
import { useApi } from '@/lib/api/provider';
import { ApiProblem, wordsOf } from '@/lib/api/problem';
import type { StoredDocument, Upload } from '@/lib/api/types';
import { sha256Of } from './hash';
import { messages } from './messages';
import { refusalOf, typeOf } from './refusal';
import { sendBytes, TransferFault } from './send';
import { reduceUploads, type UploadItem } from './state';

function reasonOf(error: unknown): string {
  if (error instanceof TransferFault) return error.message;
  if (error instanceof ApiProblem) return wordsOf(error).detail;
  return messages.unreadableFile;
}

/** Uploads to one project, one line per file, three at a time. */
export function useUploads(projectId: string, onStored?: (document: StoredDocument) => void) {
  const api = useApi();
  const cache = useQueryClient();
  const [items, dispatch] = useReducer(reduceUploads, [] as UploadItem[]);
  const jobs = useRef(new Map<string, { file: File; controller: AbortController }>());
  const waiting = useRef<string[]>([]);
  const running = useRef(0);

  const run = useCallback(
    async (key: string) => {
      const job = jobs.current.get(key);
      if (!job || job.controller.signal.aborted) return;
      const { file, controller } = job;
      const { signal } = controller;
      let upload: Upload | null = null;
      try {
        const sha256 = await sha256Of(file);
        signal.throwIfAborted();
        upload = await api.post<Upload>('uploads', {
          projectId,
          name: file.name,
          size: file.size,
          type: typeOf(file.name),
          sha256,
        });
        signal.throwIfAborted();
        dispatch({ type: 'phase', key, phase: 'sending' });
        await sendBytes(upload, file, signal, (sent) => dispatch({ type: 'progress', key, sent }));
        dispatch({ type: 'phase', key, phase: 'completing' });
        const document = await api.post<StoredDocument>(`uploads/${upload.id}/complete`);
        dispatch({ type: 'phase', key, phase: 'done' });
        jobs.current.delete(key);
        onStored?.(document);
        void cache.invalidateQueries({ queryKey: ['documents'] });
        void cache.invalidateQueries({ queryKey: ['project', projectId] });
      } catch (error) {
        const phase = signal.aborted ? 'cancelled' : 'failed';
        dispatch({ type: 'ended', key, phase, reason: signal.aborted ? null : reasonOf(error) });
        // Best effort: an upload that is never completed expires by itself.
        if (upload) void api.delete(`uploads/${upload.id}`).catch(() => undefined);
      }
    },
    [api, cache, projectId, onStored],
  );

  const pump = useCallback(() => {
    const next = async () => {
      const key = waiting.current.shift();
      if (!key) return;
      running.current += 1;
      await run(key);
      running.current -= 1;
      await next();
    };
    while (running.current < 3 && waiting.current.length > 0) void next();
  }, [run]);

  const add = useCallback(
    (files: Iterable<File>) => {
      const added = [...files].map((file): UploadItem => {
        const key = crypto.randomUUID();
        const reason = refusalOf(file);
        if (!reason) {
          jobs.current.set(key, { file, controller: new AbortController() });
          waiting.current.push(key);
        }
        return {
          key,
          name: file.name,
          size: file.size,
          phase: reason ? 'refused' : 'hashing',
          sent: 0,
          reason,
        };
      });
      dispatch({ type: 'added', items: added });
      pump();
    },
    [pump],
  );

  const cancel = useCallback((key: string) => {
    jobs.current.get(key)?.controller.abort();
    dispatch({ type: 'ended', key, phase: 'cancelled', reason: null });
  }, []);
  const retry = useCallback(
    (key: string) => {
      const job = jobs.current.get(key);
      if (!job) return;
      jobs.current.set(key, { file: job.file, controller: new AbortController() });
      waiting.current.push(key);
      dispatch({ type: 'phase', key, phase: 'hashing' });
      pump();
    },
    [pump],
  );
  const dismiss = useCallback((key: string) => {
    jobs.current.delete(key);
    dispatch({ type: 'dismissed', key });
  }, []);
  return { items, add, cancel, retry, dismiss };
}

export type Uploads = ReturnType<typeof useUploads>;
