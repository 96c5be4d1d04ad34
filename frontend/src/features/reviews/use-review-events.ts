'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApi } from '@/lib/api/provider';
import type { ReviewCell, ReviewDetail } from '@/lib/api/types';
import { followEvents } from '@/lib/stream/events';
import { foldCell } from './fold-cell';

/** While a run is under way, cells arrive one by one and are put in place; at its end the review is read again. */
export function useReviewEvents(reviewId: string, running: boolean): void {
  const api = useApi();
  const cache = useQueryClient();
  useEffect(() => {
    if (!running) return;
    const controller = new AbortController();
    const key = ['review', reviewId];
    const change = (fold: (review: ReviewDetail) => ReviewDetail) =>
      cache.setQueryData<ReviewDetail>(key, (review) => (review ? fold(review) : review));
    const refresh = () => {
      void cache.invalidateQueries({ queryKey: key });
      void cache.invalidateQueries({ queryKey: ['reviews'] });
    };
    followEvents(api, `reviews/${reviewId}/events`, controller.signal, ({ name, data }) => {
      if (name === 'cell' && data) change((review) => foldCell(review, data as ReviewCell));
      if (name !== 'review' || !data) return false;
      const news = data as Partial<ReviewDetail>;
      change((review) => ({ ...review, run: news.run ?? review.run }));
      return news.run?.status === 'done' || news.run?.status === 'stopped';
    })
      .then(() => (controller.signal.aborted ? undefined : refresh()))
      .catch(refresh);
    return () => controller.abort();
  }, [api, cache, reviewId, running]);
}
