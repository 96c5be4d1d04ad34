'use client';

import { useParams } from 'next/navigation';
import { useCallback, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState, ErrorNote, LoadError, SkeletonRows } from '@/components/ui/states';
import { DocumentPicker } from '@/features/documents/document-picker';
import { usePanel } from '@/lib/address/use-panel';
import { wordsOf } from '@/lib/api/problem';
import type { ReviewColumn, ReviewDetail, ReviewRow } from '@/lib/api/types';
import { useSelectedCell } from './cell-address';
import { CellPanel } from './cell-panel';
import { ColumnDialog } from './column-dialog';
import { openCells } from './fold-cell';
import { Grid, type RowHeight } from './grid';
import { messages } from './messages';
import { useReview, useReviewActions } from './queries';
import { ReviewHead } from './review-head';
import { RunDialog } from './run-dialog';
import { useReviewEvents } from './use-review-events';

type Overlay =
  | { name: 'run' | 'documents' }
  | { name: 'column'; column: ReviewColumn | null }
  | { name: 'delete-column'; column: ReviewColumn };

function Table({
  review,
  height,
  onOverlay,
}: {
  review: ReviewDetail;
  height: RowHeight;
  onOverlay(overlay: Overlay): void;
}) {
  const actions = useReviewActions(review.id);
  const { selected, select } = useSelectedCell();
  const { open } = usePanel();
  const onRow = useCallback(
    (act: 'open' | 'remove', row: ReviewRow) => {
      if (act === 'open') open(row.id, { versionId: row.versionId });
      else actions.removeDocument.mutate(row.id, { onError: (error) => toast.error(wordsOf(error).detail) });
    },
    [open, actions.removeDocument],
  );
  if (review.documents.length === 0) {
    return (
      <EmptyState
        title={messages.noDocumentsTitle}
        text={messages.noDocumentsText}
        action={<Button onClick={() => onOverlay({ name: 'documents' })}>{messages.addDocuments}</Button>}
      />
    );
  }
  return (
    <div className="flex min-h-0 flex-1">
      <Grid
        review={review}
        height={height}
        selected={selected}
        onSelect={select}
        onRow={onRow}
        onAddColumn={() => onOverlay({ name: 'column', column: null })}
        onColumn={(act, column) =>
          onOverlay(act === 'edit' ? { name: 'column', column } : { name: 'delete-column', column })
        }
      />
      {selected ? (
        <CellPanel
          review={review}
          place={selected}
          actions={actions}
          onSelect={select}
          onRun={(place) => actions.runCell.mutate(place)}
        />
      ) : null}
    </div>
  );
}

function Overlays({ review, overlay, onClose }: { review: ReviewDetail; overlay: Overlay; onClose(): void }) {
  const actions = useReviewActions(review.id);
  switch (overlay.name) {
    case 'run':
      return <RunDialog open={openCells(review)} actions={actions} onClose={onClose} />;
    case 'column':
      return <ColumnDialog column={overlay.column} actions={actions} onClose={onClose} />;
    case 'delete-column':
      return (
        <ConfirmDialog
          title={messages.deleteColumnTitle}
          description={messages.deleteColumnText}
          typed={overlay.column.name}
          action={messages.deleteColumn}
          onClose={onClose}
          onConfirm={() => actions.removeColumn.mutateAsync(overlay.column.id)}
        />
      );
    case 'documents':
      return (
        <DocumentPicker
          title={messages.pickTitle}
          text={messages.pickText}
          action={messages.addDocuments}
          projectId={review.projectId}
          picked={[]}
          onClose={onClose}
          onPick={(documents) => {
            const known = new Set(review.documents.map(({ id }) => id));
            const ids = documents.map(({ id }) => id).filter((id) => !known.has(id));
            if (ids.length > 0) actions.addDocuments.mutate(ids);
          }}
        />
      );
  }
}

export function ReviewPage() {
  const { reviewId } = useParams<{ reviewId: string }>();
  const review = useReview(reviewId);
  const actions = useReviewActions(reviewId);
  const [height, setHeight] = useState<RowHeight>('middle');
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const busy = review.data?.cells.some(({ status }) => status === 'running') ?? false;
  useReviewEvents(reviewId, review.data?.run?.status === 'running' || busy);
  if (review.isPending) {
    return (
      <div className="px-4 pt-8 sm:px-8">
        <SkeletonRows rows={10} height={76} label={messages.loading} />
      </div>
    );
  }
  if (review.isError) return <LoadError error={review.error} onRetry={() => void review.refetch()} />;
  const fault = actions.stop.error ?? actions.rename.error;
  return (
    <div className="flex h-full flex-col">
      <ReviewHead
        review={review.data}
        actions={actions}
        height={height}
        onHeight={setHeight}
        onRun={() => setOverlay({ name: 'run' })}
        onAddDocuments={() => setOverlay({ name: 'documents' })}
        onAddColumn={() => setOverlay({ name: 'column', column: null })}
      />
      {fault ? <ErrorNote error={fault} className="mx-4 mb-3 sm:mx-8" /> : null}
      <Table review={review.data} height={height} onOverlay={setOverlay} />
      {overlay ? <Overlays review={review.data} overlay={overlay} onClose={() => setOverlay(null)} /> : null}
    </div>
  );
}
