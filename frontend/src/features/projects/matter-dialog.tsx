'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { ErrorNote } from '@/components/ui/states';
import type { Project } from '@/lib/api/types';
import { messages } from './messages';
import { useChangeProject } from './queries';

/** Sets or clears the client-matter number. */
export function MatterDialog({ project, onClose }: { project: Project; onClose(): void }) {
  const change = useChangeProject(project.id);
  const [value, setValue] = useState(project.clientMatterNumber ?? '');
  return (
    <Dialog open onClose={onClose} title={messages.editMatter}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ clientMatterNumber: value.trim() || null }, { onSuccess: onClose });
        }}
      >
        <TextField
          label={messages.matter}
          value={value}
          maxLength={100}
          onChange={(event) => setValue(event.target.value)}
        />
        {change.error ? <ErrorNote error={change.error} className="mt-3" /> : null}
        <DialogActions>
          <Button onClick={onClose}>{messages.cancel}</Button>
          <Button type="submit" kind="primary" disabled={change.isPending}>
            {messages.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
