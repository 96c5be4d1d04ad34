'use client';

import { Copy } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { usePublishedCitations } from '@/lib/address/citations';
import type { ChatMessage, Citation } from '@/lib/api/types';
import { ActivityLine } from './activity-line';
import { FileCard } from './file-card';
import { messages } from './messages';
import { activitiesOf, citationsOf, filesOf, noticesOf, textOf } from './parts';

const AnswerText = dynamic(() => import('./answer-text').then((part) => part.AnswerText), { ssr: false });

export function UserMessage({ message }: { message: ChatMessage }) {
  const chips = [
    message.context?.workflow?.title,
    ...(message.context?.documents ?? []).map(({ name }) => name),
  ];
  return (
    <article aria-label={messages.you} className="ml-auto max-w-[85%] rounded bg-sunken px-4 py-3">
      <p className="whitespace-pre-wrap text-16 [overflow-wrap:anywhere]">{textOf(message.parts)}</p>
      {chips.some(Boolean) ? (
        <p className="mt-2 text-12 text-ink-2">{chips.filter(Boolean).join(' · ')}</p>
      ) : null}
    </article>
  );
}

function Ending({ message, onRetry }: { message: ChatMessage; onRetry?: () => void }) {
  if (message.status !== 'stopped' && message.status !== 'failed') return null;
  const failed = message.status === 'failed';
  return (
    <div
      role={failed ? 'alert' : 'status'}
      className={`flex max-w-[560px] flex-wrap items-center gap-3 rounded border px-4 py-2 ${failed ? 'bg-danger-soft' : 'bg-sunken'}`}
    >
      <p className="min-w-0 flex-1 basis-48">
        {failed ? (message.error?.text ?? messages.failed) : messages.stopped}
        {failed && message.runId ? (
          <span className="block text-12 text-ink-3">Run {message.runId}</span>
        ) : null}
      </p>
      {onRetry ? (
        <Button size="small" onClick={onRetry}>
          {messages.retry}
        </Button>
      ) : null}
    </div>
  );
}

function CopyAnswer({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <Button
      kind="quiet"
      size="small"
      className="-ml-2 self-start"
      onClick={() =>
        void navigator.clipboard.writeText(text.replaceAll(/\s*\[\^\d+\]/g, '')).then(() => setCopied(true))
      }
    >
      <Copy aria-hidden />
      {copied ? messages.copied : messages.copy}
    </Button>
  );
}

/** An answer: what was done, the text with its citations, files, and how it ended. */
export function AnswerMessage({ message, onRetry }: { message: ChatMessage; onRetry?: () => void }) {
  const running = message.status === 'running';
  const citations = useMemo(() => citationsOf(message.parts), [message.parts]);
  const entries = useMemo(
    () =>
      citations.map(
        (citation) =>
          [`${message.id}:${citation.ref}`, citation] as const satisfies readonly [string, Citation],
      ),
    [citations, message.id],
  );
  usePublishedCitations(entries);
  const text = textOf(message.parts);
  const reasoning = textOf(message.parts, 'reasoning');
  return (
    <article aria-label={messages.answer} aria-busy={running} className="flex flex-col gap-3">
      <ActivityLine activities={activitiesOf(message.parts)} running={running && text === ''} />
      {reasoning ? (
        <details className="text-13 text-ink-2">
          <summary className="cursor-pointer">{messages.reasoning}</summary>
          <p className="mt-1 max-w-[68ch] whitespace-pre-wrap">{reasoning}</p>
        </details>
      ) : null}
      {text ? <AnswerText text={text} citations={citations} messageId={message.id} /> : null}
      {filesOf(message.parts).map((file) => (
        <FileCard key={file.versionId} file={file} />
      ))}
      {noticesOf(message.parts).map((notice) => (
        <p key={notice.code} role="status" className="max-w-[560px] rounded border bg-warn-soft px-4 py-2">
          {notice.text}
        </p>
      ))}
      <Ending message={message} {...(onRetry ? { onRetry } : {})} />
      {!running && text ? <CopyAnswer text={text} /> : null}
    </article>
  );
}
