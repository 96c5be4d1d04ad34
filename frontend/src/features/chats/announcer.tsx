'use client';

import { finishedParagraphs } from './citation-links';

/** Tells a screen reader each paragraph of a streaming answer as it is completed. */
export function Announcer({ text, over }: { text: string; over: boolean }) {
  return (
    <div role="log" aria-live="polite" aria-label="Answer being written" className="sr-only">
      {finishedParagraphs(text, over).map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </div>
  );
}
