'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { MoreHorizontal, Plus } from 'lucide-react';
import { memo, useMemo, useRef, type KeyboardEvent } from 'react';
import clsx from 'clsx';
import { Button, IconButton } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { stateOf } from '@/features/documents/messages';
import type { CellFlag, ReviewCell, ReviewColumn, ReviewDetail, ReviewRow } from '@/lib/api/types';
import type { CellPlace } from './cell-address';
import { shownValue } from './cell-value';
import { cellKey } from './fold-cell';
import { cellWords, flagWords, messages } from './messages';

const marks: Record<CellFlag, string> = {
  green: 'bg-green',
  yellow: 'bg-amber',
  red: 'bg-red',
  grey: 'bg-grey',
};
export const rowHeights = { low: 36, middle: 76, high: 136 } as const;
export type RowHeight = keyof typeof rowHeights;
const HEAD = 36;
const FIRST = 240;
const WIDTH = 240;

function contentOf(cell: ReviewCell | undefined): string {
  if (!cell) return cellWords.pending;
  if ((cell.status === 'done' || cell.status === 'stale') && cell.value) return shownValue(cell.value);
  return cellWords[cell.status];
}

interface GridCellProps {
  cell: ReviewCell | undefined;
  row: ReviewRow;
  column: ReviewColumn;
  at: [number, number];
  height: number;
  selected: boolean;
  onSelect(place: CellPlace): void;
}

const GridCell = memo(function GridCell({
  cell,
  row,
  column,
  at,
  height,
  selected,
  onSelect,
}: GridCellProps) {
  const answered = cell?.status === 'done' || cell?.status === 'stale';
  const lines = Math.max(1, Math.floor((height - 12) / 20));
  return (
    <div
      role="gridcell"
      aria-colindex={at[1] + 2}
      aria-selected={selected}
      className="shrink-0 border-b border-r"
      style={{ width: WIDTH }}
    >
      <button
        type="button"
        data-cell={`${at[0]}:${at[1]}`}
        tabIndex={selected || (at[0] === 0 && at[1] === 0) ? 0 : -1}
        aria-label={`${column.name}, ${row.name}: ${contentOf(cell)}${answered && cell.flag ? `, ${flagWords[cell.flag]}` : ''}`}
        onClick={() => onSelect({ documentId: row.id, columnId: column.id })}
        className={clsx(
          'flex size-full gap-2 overflow-hidden px-3 py-2 text-left text-14 -outline-offset-2',
          selected ? 'bg-accent-soft' : 'hover:bg-hover',
          answered ? 'text-ink' : 'text-ink-3',
        )}
      >
        {answered && cell.flag ? (
          <span
            title={flagWords[cell.flag]}
            className={clsx('mt-1.5 size-2 shrink-0 rounded-full', marks[cell.flag])}
          />
        ) : null}
        <span
          className="min-w-0 overflow-hidden whitespace-pre-line [-webkit-box-orient:vertical] [display:-webkit-box]"
          style={{ WebkitLineClamp: lines }}
        >
          {contentOf(cell)}
          {cell?.status === 'stale' ? (
            <span className="text-12 text-ink-3"> ({cellWords.stale.toLowerCase()})</span>
          ) : null}
        </span>
      </button>
    </div>
  );
});

interface GridProps {
  review: ReviewDetail;
  height: RowHeight;
  selected: CellPlace | null;
  onSelect(place: CellPlace): void;
  onColumn(act: 'edit' | 'delete', column: ReviewColumn): void;
  onAddColumn(): void;
  onRow(act: 'open' | 'remove', row: ReviewRow): void;
}

function ColumnHead({ column, onColumn }: { column: ReviewColumn; onColumn: GridProps['onColumn'] }) {
  return (
    <div
      role="columnheader"
      className="flex shrink-0 items-center justify-between border-b border-r bg-sunken pl-3 pr-1"
      style={{ width: WIDTH, height: HEAD }}
    >
      <span className="truncate text-13 font-medium" title={column.question}>
        {column.name}
      </span>
      <Menu
        trigger={
          <IconButton label={messages.columnActions(column.name)}>
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => onColumn('edit', column)}>{messages.editColumn}</MenuItem>
        <MenuItem danger onSelect={() => onColumn('delete', column)}>
          {messages.deleteColumn}
        </MenuItem>
      </Menu>
    </div>
  );
}

function RowHead({ row, onRow }: { row: ReviewRow; onRow: GridProps['onRow'] }) {
  return (
    <div
      role="rowheader"
      className="sticky left-0 z-10 flex shrink-0 items-start justify-between border-b border-r bg-surface pl-3 pr-1 max-sm:!w-[150px]"
      style={{ width: FIRST }}
    >
      <button
        type="button"
        onClick={() => onRow('open', row)}
        title={row.name}
        className="min-w-0 py-2 text-left text-14 hover:underline"
      >
        <span className="block truncate font-medium">{row.name}</span>
        {row.status === 'ready' ? null : (
          <span className="block truncate text-12 text-ink-3">{stateOf({ status: row.status })}</span>
        )}
      </button>
      <Menu
        trigger={
          <IconButton label={messages.rowActions(row.name)} className="mt-0.5">
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => onRow('open', row)}>{messages.openDocument}</MenuItem>
        <MenuItem danger onSelect={() => onRow('remove', row)}>
          {messages.removeDocument}
        </MenuItem>
      </Menu>
    </div>
  );
}

/** Documents down, questions across; the head and the first column stay, rows are drawn when they are near. */
export function Grid({ review, height, selected, onSelect, onColumn, onAddColumn, onRow }: GridProps) {
  const area = useRef<HTMLDivElement>(null);
  const { documents, columns } = review;
  const cells = useMemo(
    () => new Map(review.cells.map((cell) => [cellKey(cell.documentId, cell.columnId), cell])),
    [review.cells],
  );
  // The virtualizer holds its own state; the compiler must leave it alone.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    count: documents.length,
    getScrollElement: () => area.current,
    estimateSize: () => rowHeights[height],
    getItemKey: (index) => `${documents[index]?.id}:${height}`,
    overscan: 8,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    const here = (event.target as HTMLElement).dataset.cell?.split(':').map(Number);
    if (!step || !here) return;
    event.preventDefault();
    const row = Math.max(0, Math.min(documents.length - 1, (here[0] ?? 0) + (step[0] ?? 0)));
    const column = Math.max(0, Math.min(columns.length - 1, (here[1] ?? 0) + (step[1] ?? 0)));
    rows.scrollToIndex(row);
    const focus = () => area.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)?.focus();
    requestAnimationFrame(focus);
    const [document, question] = [documents[row], columns[column]];
    if (selected && document && question) onSelect({ documentId: document.id, columnId: question.id });
  };
  return (
    <div
      ref={area}
      role="grid"
      aria-label={messages.grid}
      aria-rowcount={documents.length + 1}
      aria-colcount={columns.length + 1}
      onKeyDown={onKeyDown}
      className="relative min-h-0 flex-1 overflow-auto border-t bg-surface"
    >
      <div style={{ width: 'max-content', minWidth: '100%' }}>
        <div role="row" aria-rowindex={1} className="sticky top-0 z-20 flex bg-sunken">
          <div
            role="columnheader"
            className="sticky left-0 z-10 flex shrink-0 items-center border-b border-r bg-sunken px-3 text-13 font-medium max-sm:!w-[150px]"
            style={{ width: FIRST, height: HEAD }}
          >
            {messages.document}
          </div>
          {columns.map((column) => (
            <ColumnHead key={column.id} column={column} onColumn={onColumn} />
          ))}
          <div className="flex flex-1 items-center border-b px-2">
            <Button kind="quiet" size="small" onClick={onAddColumn}>
              <Plus aria-hidden />
              {messages.addColumn}
            </Button>
          </div>
        </div>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map((item) => {
            const row = documents[item.index];
            if (!row) return null;
            return (
              <div
                key={row.id}
                role="row"
                aria-rowindex={item.index + 2}
                className="absolute left-0 top-0 flex w-full"
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                <RowHead row={row} onRow={onRow} />
                {columns.map((column, index) => (
                  <GridCell
                    key={column.id}
                    cell={cells.get(cellKey(row.id, column.id))}
                    row={row}
                    column={column}
                    at={[item.index, index]}
                    height={item.size}
                    selected={selected?.documentId === row.id && selected.columnId === column.id}
                    onSelect={onSelect}
                  />
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
