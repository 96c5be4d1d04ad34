'use client';

import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState, LoadError, SkeletonRows } from '@/components/ui/states';
import { usePageCommands } from '@/features/frame/page-commands';
import { DropTarget } from '@/features/uploads/drop-target';
import { UploadButton } from '@/features/uploads/upload-button';
import { UploadList } from '@/features/uploads/upload-list';
import { useUploads } from '@/features/uploads/use-uploads';
import type { StoredDocument } from '@/lib/api/types';
import { DocumentsTable } from './documents-table';
import { messages } from './messages';
import { useDeleteDocuments, useProjectDocuments } from './queries';
import { nothingSelected } from './selection';

/** The documents of a project: upload, table, what can be done with the selected ones. */
export function DocumentsPart({ projectId }: { projectId: string }) {
  const documents = useProjectDocuments(projectId);
  const uploads = useUploads(projectId);
  const [selection, setSelection] = useState(nothingSelected);
  const [deleting, setDeleting] = useState<StoredDocument[] | null>(null);
  const remove = useDeleteDocuments();
  const router = useRouter();
  const selected = (documents.data ?? []).filter(({ id }) => selection.ids.has(id));
  const ids = selected.map(({ id }) => id).join(',');
  usePageCommands(
    useMemo(
      () => [{ label: 'New review of this project', run: () => router.push(`/reviews?new=${projectId}`) }],
      [router, projectId],
    ),
  );
  return (
    <>
      <DropTarget onFiles={uploads.add} />
      <div className="mb-4 flex min-h-8 flex-wrap items-center gap-2">
        {selected.length > 0 ? (
          <>
            <span className="mr-2 text-ink-2">{messages.selected(selected.length)}</span>
            <Button onClick={() => router.push(`/assistant?project=${projectId}&documents=${ids}`)}>
              {messages.askSelected}
            </Button>
            <Button onClick={() => router.push(`/reviews?new=${projectId}&documents=${ids}`)}>
              {messages.reviewSelected}
            </Button>
            <Button kind="danger" onClick={() => setDeleting(selected)}>
              {messages.deleteSelected}
            </Button>
            <Button kind="quiet" onClick={() => setSelection(nothingSelected)}>
              {messages.clearSelection}
            </Button>
          </>
        ) : null}
        <div className="ml-auto">
          <UploadButton onFiles={uploads.add} />
        </div>
      </div>
      <UploadList uploads={uploads} />
      {documents.isPending ? (
        <SkeletonRows rows={6} height={36} label={messages.loading} />
      ) : documents.isError ? (
        <LoadError error={documents.error} onRetry={() => void documents.refetch()} />
      ) : documents.data.length === 0 ? (
        <EmptyState title={messages.emptyTitle} text={messages.emptyText} />
      ) : (
        <DocumentsTable
          documents={documents.data}
          selection={selection}
          onSelect={setSelection}
          onDelete={(document) => setDeleting([document])}
        />
      )}
      {deleting ? (
        <ConfirmDialog
          title={messages.deleteTitle(deleting.length)}
          description={messages.deleteText(deleting.map(({ name }) => name).join(', '))}
          typed={messages.deleteWord}
          action={messages.delete}
          onClose={() => setDeleting(null)}
          onConfirm={async () => {
            await remove.mutateAsync(deleting.map(({ id }) => id));
            setSelection(nothingSelected);
          }}
        />
      ) : null}
    </>
  );
}
