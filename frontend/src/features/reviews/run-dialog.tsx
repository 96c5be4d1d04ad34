'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { ErrorNote } from '@/components/ui/states';
import { ModelMenu } from '@/features/models/model-menu';
import { useProviderNotice } from '@/features/models/provider-notice';
import { useChosenModel } from '@/features/models/queries';
import { messages } from './messages';
import type { ReviewActions } from './queries';

interface RunDialogProps {
  open: { cells: number; documents: number };
  actions: ReviewActions;
  onClose(): void;
}

/** Before a run: how many cells, how many calls, which model. */
export function RunDialog({ open, actions, onClose }: RunDialogProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const model = useChosenModel('tabular', chosen);
  const { guard, notice } = useProviderNotice();
  return (
    <Dialog
      open
      onClose={onClose}
      title={messages.runTitle(open.cells)}
      description={messages.runText(open.documents)}
    >
      <div className="flex items-center gap-2">
        <span className="font-medium">Model</span>
        <ModelMenu value={model} onChange={setChosen} />
      </div>
      {actions.run.error ? <ErrorNote error={actions.run.error} className="mt-3" /> : null}
      <DialogActions>
        <Button onClick={onClose}>{messages.cancel}</Button>
        <Button
          kind="primary"
          disabled={!model || actions.run.isPending}
          onClick={() => guard(model, () => actions.run.mutate(model?.id, { onSuccess: onClose }))}
        >
          {messages.run(open.cells)}
        </Button>
      </DialogActions>
      {notice}
    </Dialog>
  );
}
