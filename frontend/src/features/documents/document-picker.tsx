'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { LoadError, SkeletonRows } from '@/components/ui/states';
import { StatusWord } from '@/components/ui/status-word';
import type { StoredDocument } from '@/lib/api/types';
import { documentTones } from './document-row';
import { stateOf } from './messages';
import { useProjectDocuments, useRecentDocuments } from './queries';

export type PickedDocument = Pick<StoredDocument, 'id' | 'name'>;

interface DocumentPickerProps {
  title: string;
  text: string;
  action: string;
  /** Without one, the documents of all projects are offered. */
  projectId?: string | null;
  picked: PickedDocument[];
  onPick(documents: PickedDocument[]): void;
  onClose(): void;
}

function useOffered(projectId: string | null | undefined) {
  const ofProject = useProjectDocuments(projectId ?? 'none', Boolean(projectId));
  const recent = useRecentDocuments(200, !projectId);
  return projectId ? ofProject : recent;
}

/** Chooses documents from a project, or from all of them. */
export function DocumentPicker({
  title,
  text,
  action,
  projectId,
  picked,
  onPick,
  onClose,
}: DocumentPickerProps) {
  const documents = useOffered(projectId);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState(() => new Map(picked.map((document) => [document.id, document])));
  const needle = search.trim().toLowerCase();
  const shown = (documents.data ?? []).filter(({ name }) => name.toLowerCase().includes(needle));
  const turn = (document: StoredDocument) => {
    const next = new Map(chosen);
    if (!next.delete(document.id)) next.set(document.id, { id: document.id, name: document.name });
    setChosen(next);
  };
  return (
    <Dialog open onClose={onClose} title={title} description={text}>
      <TextField
        label="Search documents"
        hideLabel
        placeholder="Search documents"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className="mt-3 h-[320px] overflow-y-auto rounded border">
        {documents.isPending ? <SkeletonRows rows={6} height={36} label="Loading documents" /> : null}
        {documents.isError ? (
          <LoadError error={documents.error} onRetry={() => void documents.refetch()} />
        ) : null}
        {documents.data && shown.length === 0 ? (
          <p className="p-4 text-ink-2">
            {documents.data.length === 0
              ? 'There are no documents yet. Upload some to a project first.'
              : 'No document matches.'}
          </p>
        ) : null}
        <ul>
          {shown.map((document) => (
            <li key={document.id} className="border-b last:border-b-0">
              <label className="flex min-h-9 items-center gap-3 px-3 hover:bg-hover">
                <input
                  type="checkbox"
                  checked={chosen.has(document.id)}
                  disabled={document.status !== 'ready'}
                  onChange={() => turn(document)}
                  className="size-4 accent-(--accent)"
                />
                <span className="min-w-0 flex-1 truncate text-14" title={document.name}>
                  {document.name}
                </span>
                {document.status === 'ready' ? null : (
                  <StatusWord
                    tone={documentTones[document.status]}
                    className="max-w-[45%] text-12 text-ink-2"
                  >
                    {stateOf(document)}
                  </StatusWord>
                )}
              </label>
            </li>
          ))}
        </ul>
      </div>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          onClick={() => {
            onPick([...chosen.values()]);
            onClose();
          }}
        >
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
