'use client';

import { ChevronRight } from 'lucide-react';
import clsx from 'clsx';
import { StatusWord } from '@/components/ui/status-word';
import { messages } from './messages';
import { summaryOf, type Activity } from './parts';

const tones = { running: 'amber', done: 'green', failed: 'red' } as const;

/** One line that says what the assistant is doing; folds into what it did. */
export function ActivityLine({ activities, running }: { activities: Activity[]; running: boolean }) {
  const current = activities.findLast(({ state }) => state === 'running') ?? activities.at(-1);
  if (activities.length === 0) {
    return running ? <p className="text-13 text-ink-2">{messages.working}</p> : null;
  }
  return (
    <details className="group text-13 text-ink-2">
      <summary className="inline-flex max-w-full cursor-pointer list-none items-center gap-1 rounded hover:text-ink">
        <ChevronRight aria-hidden className="size-4 shrink-0 transition-transform group-open:rotate-90" />
        <span className={clsx('truncate', running && 'text-ink')}>
          {running && current ? current.label : summaryOf(activities)}
        </span>
      </summary>
      <ul className="ml-5 mt-1 flex flex-col gap-0.5">
        {activities.map((activity) => (
          <li key={activity.id}>
            <StatusWord tone={tones[activity.state]}>{activity.label}</StatusWord>
          </li>
        ))}
      </ul>
    </details>
  );
}
