'use client';

import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, X } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { ErrorNote } from '@/components/ui/states';
import { StatusWord, type Tone } from '@/components/ui/status-word';
import { Quote } from '@/features/chats/citation-mark';
import { usePublishedCitations } from '@/lib/address/citations';
import { usePanel } from '@/lib/address/use-panel';
import type { CellFlag, Citation, ReviewCell, ReviewDetail } from '@/lib/api/types';
import type { CellPlace } from './cell-address';
import { shownValue } from './cell-value';
import { cellKey } from './fold-cell';
import { cellWords, flagWords, messages } from './messages';
import type { ReviewActions } from './queries';

const tones: Record<CellFlag, Tone> = { green: 'green', yellow: 'amber', red: 'red', grey: 'grey' };

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-12 font-medium text-ink-3">{title}</h3>
      {children}
    </section>
  );
}

function Sources({ cell }: { cell: ReviewCell }) {
  const { open } = usePanel();
  const key = cellKey(cell.documentId, cell.columnId);
  const entries = useMemo(
    () => cell.citations.map((citation, index): readonly [string, Citation] => [`${key}:${index}`, citation]),
    [cell.citations, key],
  );
  usePublishedCitations(entries);
  if (cell.citations.length === 0) return <p className="text-ink-2">{messages.noSources}</p>;
  return (
    <ul className="flex flex-col gap-3">
      {cell.citations.map((citation, index) => (
        <li key={index} className="border-l-2 border-line-strong pl-3">
          <Quote citation={citation} />
          {citation.status === 'not_found' ? null : (
            <Button
              size="small"
              className="mt-2"
              onClick={() =>
                open(citation.documentId, {
                  versionId: citation.versionId,
                  page: citation.page,
                  citation: `${key}:${index}`,
                })
              }
            >
              {messages.openSource(citation.page)}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

interface CellPanelProps {
  review: ReviewDetail;
  place: CellPlace;
  actions: ReviewActions;
  onRun(place: CellPlace): void;
  onSelect(place: CellPlace | null): void;
}

/** The selected cell: value, reasoning, checked quotes, its neighbours, run again. */
export function CellPanel({ review, place, actions, onRun, onSelect }: CellPanelProps) {
  const row = review.documents.findIndex(({ id }) => id === place.documentId);
  const column = review.columns.findIndex(({ id }) => id === place.columnId);
  const [document, question] = [review.documents[row], review.columns[column]];
  const cell = review.cells.find(
    ({ documentId, columnId }) => documentId === place.documentId && columnId === place.columnId,
  );
  if (!document || !question) return null;
  const step = (down: number, right: number) => {
    const [next, other] = [review.documents[row + down], review.columns[column + right]];
    if (next && other) onSelect({ documentId: next.id, columnId: other.id });
  };
  return (
    <aside
      aria-label={messages.cell}
      onKeyDown={(event) => {
        const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[
          event.key
        ];
        if (move) {
          event.preventDefault();
          step(move[0] ?? 0, move[1] ?? 0);
        }
        if (event.key === 'Escape') onSelect(null);
      }}
      className="fixed inset-0 z-20 flex w-full flex-col overflow-y-auto border-l bg-surface p-4 md:static md:z-auto md:w-[340px] md:shrink-0"
    >
      <div className="mb-3 flex items-center gap-0.5">
        <IconButton label={messages.previous} disabled={column === 0} onClick={() => step(0, -1)}>
          <ArrowLeft aria-hidden />
        </IconButton>
        <IconButton
          label={messages.next}
          disabled={column === review.columns.length - 1}
          onClick={() => step(0, 1)}
        >
          <ArrowRight aria-hidden />
        </IconButton>
        <IconButton label={messages.up} disabled={row === 0} onClick={() => step(-1, 0)}>
          <ArrowUp aria-hidden />
        </IconButton>
        <IconButton
          label={messages.down}
          disabled={row === review.documents.length - 1}
          onClick={() => step(1, 0)}
        >
          <ArrowDown aria-hidden />
        </IconButton>
        <IconButton label={messages.close} className="ml-auto" onClick={() => onSelect(null)}>
          <X aria-hidden />
        </IconButton>
      </div>
      <h2 className="font-serif text-16 font-semibold">{question.name}</h2>
      <p className="mb-4 truncate text-ink-2" title={document.name}>
        {document.name}
      </p>
      <div className="flex flex-col gap-5">
        <Part title={messages.value}>
          {cell?.value ? (
            <p className="whitespace-pre-line text-14 [overflow-wrap:anywhere]">{shownValue(cell.value)}</p>
          ) : (
            <p className="text-ink-2">{cell?.error?.text ?? cellWords[cell?.status ?? 'pending']}</p>
          )}
          {cell?.flag && cell.value ? (
            <StatusWord tone={tones[cell.flag]} className="mt-1 text-12 text-ink-2">
              {flagWords[cell.flag]}
            </StatusWord>
          ) : null}
          {cell?.status === 'stale' ? <p className="mt-1 text-12 text-ink-2">{cellWords.stale}</p> : null}
        </Part>
        {cell?.reasoning ? (
          <Part title={messages.reasoning}>
            <p className="whitespace-pre-line">{cell.reasoning}</p>
          </Part>
        ) : null}
        {cell && cell.status !== 'pending' ? (
          <Part title={messages.sources}>
            <Sources cell={cell} />
          </Part>
        ) : null}
        {actions.runCell.error ? <ErrorNote error={actions.runCell.error} /> : null}
        <Button
          className="self-start"
          disabled={cell?.status === 'running' || actions.runCell.isPending}
          onClick={() => onRun(place)}
        >
          {messages.again}
        </Button>
      </div>
    </aside>
  );
}
