'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useListKeys } from '@/components/ui/use-list-keys';
import type { StoredDocument } from '@/lib/api/types';
import { DocumentRow } from './document-row';
import { messages } from './messages';
import { toggle, toggleAll, type Selection } from './selection';
import { sortDocuments, type Sort, type SortKey } from './sort';

const layout: Record<SortKey, string> = {
  name: 'w-full',
  status: 'hidden min-w-[180px] sm:table-cell',
  pages: 'hidden text-right md:table-cell',
  size: 'hidden text-right md:table-cell',
  added: 'hidden text-right lg:table-cell',
};

function SortHead({ column, sort, onSort }: { column: SortKey; sort: Sort; onSort(sort: Sort): void }) {
  const active = sort.key === column;
  const Icon = sort.descending ? ArrowDown : ArrowUp;
  const label = messages.columns[column];
  return (
    <th
      aria-sort={active ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      className={`h-9 border-b px-3 text-left text-12 font-medium text-ink-3 ${layout[column]}`}
    >
      <button
        type="button"
        title={messages.sortBy(label.toLowerCase())}
        onClick={() => onSort({ key: column, descending: active ? !sort.descending : false })}
        className="inline-flex items-center gap-1 hover:text-ink"
      >
        {label}
        {active ? <Icon aria-hidden className="size-3" /> : null}
      </button>
    </th>
  );
}

interface DocumentsTableProps {
  documents: StoredDocument[];
  selection: Selection;
  onSelect(selection: Selection): void;
  onDelete(document: StoredDocument): void;
}

/** A table that behaves like a file manager: arrows move, Enter opens, Space selects, F2 renames. */
export function DocumentsTable({ documents, selection, onSelect, onDelete }: DocumentsTableProps) {
  const [sort, setSort] = useState<Sort>({ key: 'added', descending: true });
  const [renaming, setRenaming] = useState<string | null>(null);
  const sorted = useMemo(() => sortDocuments(documents, sort), [documents, sort]);
  const order = useMemo(() => sorted.map(({ id }) => id), [sorted]);
  const onKeyDown = useListKeys();
  const all = documents.length > 0 && selection.ids.size === documents.length;
  return (
    <div className="overflow-x-auto rounded border bg-surface">
      <table aria-label={messages.table} className="w-full border-collapse" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th className="h-9 w-9 border-b pl-3">
              <input
                type="checkbox"
                aria-label={messages.selectAll}
                className="block size-4 accent-(--accent)"
                checked={all}
                ref={(box) => {
                  if (box) box.indeterminate = !all && selection.ids.size > 0;
                }}
                onChange={() => onSelect(toggleAll(selection, order))}
              />
            </th>
            {(['name', 'status', 'pages', 'size', 'added'] as const).map((column) => (
              <SortHead key={column} column={column} sort={sort} onSort={setSort} />
            ))}
            <th className="w-10 border-b">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {sorted.map((document) => (
            <DocumentRow
              key={document.id}
              document={document}
              layout={layout}
              selected={selection.ids.has(document.id)}
              renaming={renaming === document.id}
              onRename={(on) => setRenaming(on ? document.id : null)}
              onToggle={(range) => onSelect(toggle(selection, order, document.id, range))}
              onDelete={() => onDelete(document)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
