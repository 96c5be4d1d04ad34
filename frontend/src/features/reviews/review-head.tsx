'use client';

import { useMutation } from '@tanstack/react-query';
import { MoreHorizontal, Square } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button, IconButton } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EditableTitle } from '@/components/ui/editable-title';
import { Menu, MenuItem, MenuLabel, MenuLine, MenuRadioGroup, MenuRadioItem } from '@/components/ui/menu';
import { PageHead } from '@/components/ui/page';
import { useApi } from '@/lib/api/provider';
import { wordsOf } from '@/lib/api/problem';
import { saveBlob } from '@/lib/save-blob';
import type { ReviewDetail } from '@/lib/api/types';
import { openCells } from './fold-cell';
import type { RowHeight } from './grid';
import { messages } from './messages';
import type { ReviewActions } from './queries';
import { RunWord } from './run-word';

interface ReviewHeadProps {
  review: ReviewDetail;
  actions: ReviewActions;
  height: RowHeight;
  onHeight(height: RowHeight): void;
  onRun(): void;
  onAddDocuments(): void;
  onAddColumn(): void;
}

function useExport(review: ReviewDetail) {
  const api = useApi();
  return useMutation({
    mutationFn: async () =>
      saveBlob(await (await api.open(`reviews/${review.id}/export`)).blob(), `${review.title}.xlsx`),
    onError: (error) => toast.error(wordsOf(error).detail),
  });
}

/** Title, state, run or stop, and the rest in a menu. */
export function ReviewHead({
  review,
  actions,
  height,
  onHeight,
  onRun,
  onAddDocuments,
  onAddColumn,
}: ReviewHeadProps) {
  const [deleting, setDeleting] = useState(false);
  const router = useRouter();
  const download = useExport(review);
  const { cells } = openCells(review);
  const running = review.run?.status === 'running';
  return (
    <>
      <PageHead
        crumbs={[
          { label: messages.title, href: '/reviews' },
          { label: review.projectName, href: `/projects/${review.projectId}?tab=reviews` },
        ]}
        title={
          <EditableTitle
            value={review.title}
            thing="review"
            onRename={(title) => actions.rename.mutateAsync(title)}
          />
        }
        note={
          <span role="status">
            <RunWord run={review.run} />
          </span>
        }
        actions={
          <>
            <Button
              onClick={() => download.mutate()}
              disabled={download.isPending}
              title={messages.exportNote}
            >
              {messages.export}
            </Button>
            {running ? (
              <Button kind="primary" onClick={() => actions.stop.mutate()}>
                <Square aria-hidden />
                {messages.stop}
              </Button>
            ) : (
              <Button kind="primary" disabled={cells === 0} onClick={onRun}>
                {cells === 0 && review.cells.length > 0 ? messages.nothing : messages.run(cells)}
              </Button>
            )}
            <Menu
              trigger={
                <IconButton label={messages.actions} kind="secondary">
                  <MoreHorizontal aria-hidden />
                </IconButton>
              }
            >
              <MenuItem onSelect={onAddDocuments}>{messages.addDocuments}</MenuItem>
              <MenuItem onSelect={onAddColumn}>{messages.addColumn}</MenuItem>
              <MenuLine />
              <MenuLabel>{messages.rowHeight}</MenuLabel>
              <MenuRadioGroup value={height} onValueChange={(value) => onHeight(value as RowHeight)}>
                {(['low', 'middle', 'high'] as const).map((choice) => (
                  <MenuRadioItem key={choice} value={choice}>
                    {messages.heights[choice]}
                  </MenuRadioItem>
                ))}
              </MenuRadioGroup>
              <MenuLine />
              <MenuItem danger onSelect={() => setDeleting(true)}>
                {messages.delete}
              </MenuItem>
            </Menu>
          </>
        }
      />
      {deleting ? (
        <ConfirmDialog
          title={messages.deleteTitle}
          description={messages.deleteText}
          typed={review.title}
          action={messages.delete}
          onClose={() => setDeleting(false)}
          onConfirm={async () => {
            await actions.remove.mutateAsync();
            router.push('/reviews');
          }}
        />
      ) : null}
    </>
  );
}
