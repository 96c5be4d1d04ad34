import clsx from 'clsx';
import type { ReactNode } from 'react';

export type Tone = 'green' | 'amber' | 'red' | 'grey';

const marks: Record<Tone, string> = { green: 'bg-green', amber: 'bg-amber', red: 'bg-red', grey: 'bg-grey' };

/** An 8 px mark beside a word; the word alone says it too. */
export function StatusWord({
  tone,
  children,
  className,
}: {
  tone: Tone;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span className={clsx('inline-flex min-w-0 items-center gap-2', className)}>
      <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', marks[tone])} />
      <span className="min-w-0 truncate">{children}</span>
    </span>
  );
}
