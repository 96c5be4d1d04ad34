'use client';

import { useEffect, useState, type RefObject } from 'react';

/** True while the element is in the scrolled area or within `margin` of it. */
export function useNear(element: RefObject<HTMLElement | null>, margin: string): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    const root = node.closest('[data-scroller]');
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root,
      rootMargin: margin,
    });
    observer.observe(node);
    return () => observer.disconnect();
  }, [element, margin]);
  return near;
}
