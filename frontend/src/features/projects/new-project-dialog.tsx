'use client';

import { useForm } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { ErrorNote } from '@/components/ui/states';
import type { Project } from '@/lib/api/types';
import { messages } from './messages';
import { useCreateProject } from './queries';

interface Fields {
  name: string;
  matter: string;
}

export function NewProjectDialog({
  onClose,
  onCreated,
}: {
  onClose(): void;
  onCreated(project: Project): void;
}) {
  const create = useCreateProject();
  const { register, handleSubmit, formState } = useForm<Fields>({ defaultValues: { name: '', matter: '' } });
  const submit = handleSubmit(async ({ name, matter }) => {
    const project = await create
      .mutateAsync({ name: name.trim(), clientMatterNumber: matter.trim() || null })
      .catch(() => null);
    if (project) {
      onClose();
      onCreated(project);
    }
  });
  return (
    <Dialog open onClose={onClose} title={messages.createTitle}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <TextField
          label={messages.name}
          hint={messages.nameHint}
          maxLength={200}
          autoFocus
          error={formState.errors.name?.message}
          {...register('name', { validate: (value) => value.trim() !== '' || messages.nameMissing })}
        />
        <TextField
          label={messages.matter}
          hint={messages.matterHint}
          maxLength={100}
          {...register('matter')}
        />
        {create.error ? <ErrorNote error={create.error} /> : null}
        <DialogActions>
          <Button onClick={onClose}>{messages.cancel}</Button>
          <Button type="submit" kind="primary" disabled={create.isPending}>
            {messages.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
