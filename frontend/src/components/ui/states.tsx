'use client';

import clsx from 'clsx';
import { useState, type ReactNode } from 'react';
import { isProblem, wordsOf } from '@/lib/api/problem';
import { Button } from './button';

/** Where the person quotes the failure to whoever runs the server. */
function RequestId({ id }: { id: string | null }) {
  const [copied, setCopied] = useState(false);
  if (!id) return null;
  const copy = () => void navigator.clipboard.writeText(id).then(() => setCopied(true));
  return (
    <button type="button" onClick={copy} className="text-12 text-ink-2 underline underline-offset-2">
      {copied ? 'Copied' : `Copy request id ${id.slice(0, 8)}`}
    </button>
  );
}

/** A failure shown where it happened: what, why, and a way on. */
export function ErrorNote({
  error,
  onRetry,
  className,
}: {
  error: unknown;
  onRetry?: () => void;
  className?: string;
}) {
  const { title, detail, requestId } = wordsOf(error);
  return (
    <div
      role="alert"
      className={clsx('rounded border border-line bg-danger-soft px-4 py-3 text-13', className)}
    >
      <p className="font-medium text-danger">{title}</p>
      <p className="text-ink">{detail}</p>
      {onRetry || requestId ? (
        <div className="mt-2 flex flex-wrap items-center gap-3">
          {onRetry ? (
            <Button size="small" onClick={onRetry}>
              Retry
            </Button>
          ) : null}
          <RequestId id={requestId} />
        </div>
      ) : null}
    </div>
  );
}

/** A page or panel that could not load; what may not be seen and what does not exist look the same. */
export function LoadError({ error, onRetry }: { error: unknown; onRetry(): void }) {
  if (isProblem(error) && error.status === 404) {
    return <EmptyState title="Not found" text="It does not exist, or you have no access to it." />;
  }
  return (
    <div className="mx-auto w-full max-w-[560px] p-6">
      <ErrorNote error={error} onRetry={onRetry} />
    </div>
  );
}

export function EmptyState({ title, text, action }: { title: string; text: string; action?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-[440px] flex-col items-center gap-2 px-6 py-16 text-center">
      <h2 className="font-serif text-20 font-semibold">{title}</h2>
      <p className="text-14 text-ink-2">{text}</p>
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}

/** Lines of the height of what they stand for. */
export function SkeletonRows({ rows, height, label }: { rows: number; height: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex items-center border-b border-line px-2" style={{ height }}>
          <div className="skeleton h-3" style={{ width: `${60 - ((row * 13) % 35)}%` }} />
        </div>
      ))}
    </div>
  );
}
