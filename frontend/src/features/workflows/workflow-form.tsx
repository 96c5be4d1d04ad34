'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextArea, TextField } from '@/components/ui/field';
import { ErrorNote } from '@/components/ui/states';
import type { Workflow } from '@/lib/api/types';
import { cleanColumn, ColumnsEditor, isComplete } from './columns-editor';
import { messages } from './messages';
import { useSaveWorkflow } from './queries';

interface WorkflowFormProps {
  workflow: Workflow;
  id: string | null;
  onSaved(workflow: Workflow): void;
}

/** Warns before a page with unsaved changes is left. */
function useUnsavedGuard(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [unsaved]);
}

export function WorkflowForm({ workflow, id, onSaved }: WorkflowFormProps) {
  const [draft, setDraft] = useState(workflow);
  const [touched, setTouched] = useState(false);
  const save = useSaveWorkflow();
  const disabled = workflow.builtIn;
  useUnsavedGuard(touched && !disabled);
  const change = (part: Partial<Workflow>) => {
    setTouched(true);
    setDraft({ ...draft, ...part });
  };
  const tabular = draft.kind === 'tabular';
  const columns = draft.columns ?? [];
  const complete =
    draft.title.trim() !== '' &&
    (tabular ? columns.length > 0 && columns.every(isComplete) : (draft.instructions ?? '').trim() !== '');
  const submit = () =>
    save.mutate(
      {
        id,
        kind: draft.kind,
        content: {
          title: draft.title.trim(),
          practiceArea: draft.practiceArea?.trim() || null,
          description: draft.description.trim(),
          ...(tabular
            ? { columns: columns.map(cleanColumn) }
            : { instructions: draft.instructions?.trim() ?? '' }),
        },
      },
      {
        onSuccess: (made) => {
          setTouched(false);
          onSaved(made);
        },
      },
    );
  return (
    <form
      className="flex max-w-[760px] flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) submit();
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={messages.fieldTitle}
          value={draft.title}
          maxLength={200}
          disabled={disabled}
          onChange={(event) => change({ title: event.target.value })}
        />
        <TextField
          label={messages.fieldArea}
          value={draft.practiceArea ?? ''}
          maxLength={100}
          disabled={disabled}
          onChange={(event) => change({ practiceArea: event.target.value })}
        />
      </div>
      <TextArea
        label={messages.fieldDescription}
        rows={2}
        maxLength={1_000}
        value={draft.description}
        disabled={disabled}
        onChange={(event) => change({ description: event.target.value })}
      />
      {tabular ? (
        <ColumnsEditor columns={columns} disabled={disabled} onChange={(next) => change({ columns: next })} />
      ) : (
        <TextArea
          label={messages.fieldInstructions}
          hint={messages.instructionsHint}
          rows={18}
          maxLength={50_000}
          value={draft.instructions ?? ''}
          readOnly={disabled}
          onChange={(event) => change({ instructions: event.target.value })}
        />
      )}
      {save.error ? <ErrorNote error={save.error} /> : null}
      {disabled ? null : (
        <Button
          type="submit"
          kind="primary"
          className="self-start"
          disabled={!complete || save.isPending || (!touched && id !== null)}
        >
          {messages.save}
        </Button>
      )}
    </form>
  );
}
