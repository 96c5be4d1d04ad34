'use client';

import { useEffect, useState } from 'react';

/** Text typed and not sent; it outlives a reload and a sign-in in this tab. */
export function useDraft(key: string): [string, (text: string) => void] {
  const store = `chancery.draft.${key}`;
  const [text, setText] = useState('');
  useEffect(() => {
    // The server cannot know it, so it comes after the first paint.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setText(sessionStorage.getItem(store) ?? '');
  }, [store]);
  return [
    text,
    (next) => {
      setText(next);
      if (next) sessionStorage.setItem(store, next);
      else sessionStorage.removeItem(store);
    },
  ];
}
