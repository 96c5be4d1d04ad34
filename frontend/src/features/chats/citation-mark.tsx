'use client';

import clsx from 'clsx';
import { HoverCard } from 'radix-ui';
import { useState } from 'react';
import { usePanel } from '@/lib/address/use-panel';
import { messages } from './messages';
import type { NumberedCitation } from './parts';

/** The quote in serif with its document and page. */
export function Quote({ citation }: { citation: NumberedCitation | Omit<NumberedCitation, 'ref'> }) {
  const lost = citation.status === 'not_found';
  return (
    <>
      <p className={clsx('font-serif text-14', lost && 'text-ink-3 line-through')}>“{citation.quote}”</p>
      <p className="mt-2 text-12 text-ink-2">
        {lost
          ? `${citation.documentName}: ${messages.notFound}`
          : [citation.documentName, messages.pageOf(citation.page)].filter(Boolean).join(', ')}
      </p>
      {citation.status === 'corrected' ? <p className="text-12 text-ink-3">{messages.corrected}</p> : null}
    </>
  );
}

/** A superscript numeral: hover or focus shows the quote, a click opens the page with it outlined. */
export function CitationMark({ citation, address }: { citation: NumberedCitation; address: string }) {
  const { open } = usePanel();
  const [shown, setShown] = useState(false);
  const lost = citation.status === 'not_found';
  const { ref, documentName, page } = citation;
  return (
    <HoverCard.Root open={shown} onOpenChange={setShown} openDelay={120} closeDelay={120}>
      <HoverCard.Trigger asChild>
        <button
          type="button"
          aria-label={
            lost
              ? `${messages.citation(ref)}: ${messages.notFound}`
              : messages.citationOf(ref, documentName, page)
          }
          aria-disabled={lost || undefined}
          data-status={citation.status}
          onFocus={() => setShown(true)}
          onBlur={() => setShown(false)}
          onClick={() => {
            if (lost) return;
            setShown(false);
            open(citation.documentId, { versionId: citation.versionId, page, citation: address });
          }}
          className={clsx(
            'mx-0.5 inline-block min-w-4 rounded-[3px] px-1 align-super text-11 font-semibold leading-4 tabular-nums',
            lost ? 'bg-hover text-ink-3 line-through' : 'bg-accent-soft text-cite hover:bg-cite-fill',
          )}
        >
          {ref}
        </button>
      </HoverCard.Trigger>
      <HoverCard.Portal>
        <HoverCard.Content
          side="top"
          sideOffset={6}
          collisionPadding={12}
          className="z-50 w-[min(360px,calc(100vw-24px))] rounded border border-line bg-surface p-4 shadow-float"
        >
          <Quote citation={citation} />
        </HoverCard.Content>
      </HoverCard.Portal>
    </HoverCard.Root>
  );
}
