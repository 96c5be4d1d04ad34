'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { ErrorNote } from '@/components/ui/states';
import { cleanColumn, ColumnFields, emptyColumn, isComplete } from '@/features/workflows/columns-editor';
import type { ColumnTemplate, ReviewColumn } from '@/lib/api/types';
import { messages } from './messages';
import type { ReviewActions } from './queries';

/** Adds a column, or changes the one given. */
export function ColumnDialog({
  column,
  actions,
  onClose,
}: {
  column: ReviewColumn | null;
  actions: ReviewActions;
  onClose(): void;
}) {
  const [value, setValue] = useState<ColumnTemplate>(column ?? emptyColumn);
  const { saveColumn } = actions;
  return (
    <Dialog
      open
      onClose={onClose}
      title={column ? messages.editColumn : messages.addColumn}
      {...(column ? { description: messages.staleNote } : {})}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          saveColumn.mutate({ id: column?.id ?? null, column: cleanColumn(value) }, { onSuccess: onClose });
        }}
      >
        <ColumnFields value={value} onChange={setValue} />
        {saveColumn.error ? <ErrorNote error={saveColumn.error} className="mt-3" /> : null}
        <DialogActions>
          <Button onClick={onClose}>{messages.cancel}</Button>
          <Button type="submit" kind="primary" disabled={!isComplete(value) || saveColumn.isPending}>
            {column ? messages.save : messages.addColumn}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
