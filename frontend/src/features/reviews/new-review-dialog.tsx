'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { SelectField, TextField } from '@/components/ui/field';
import { ErrorNote } from '@/components/ui/states';
import { DocumentPicker, type PickedDocument } from '@/features/documents/document-picker';
import { useProjectDocuments } from '@/features/documents/queries';
import { useProjects } from '@/features/projects/queries';
import { useWorkflows } from '@/features/workflows/queries';
import type { Review } from '@/lib/api/types';
import { count } from '@/lib/format/count';
import { messages } from './messages';
import { useCreateReview } from './queries';

interface NewReviewDialogProps {
  projectId: string | null;
  documentIds: string[];
  workflowId: string | null;
  onClose(): void;
  onCreated(review: Review): void;
}

/** Title, project, a workflow whose columns are taken, and the documents. */
export function NewReviewDialog(props: NewReviewDialogProps) {
  const projects = useProjects().data ?? [];
  const workflows = useWorkflows('tabular').data ?? [];
  const [chosenProject, setProject] = useState(props.projectId);
  const projectId = chosenProject ?? projects[0]?.id ?? null;
  const [workflowId, setWorkflow] = useState(props.workflowId ?? '');
  const [title, setTitle] = useState<string | null>(null);
  const [picked, setPicked] = useState<PickedDocument[] | null>(null);
  const [picking, setPicking] = useState(false);
  const documents = useProjectDocuments(projectId ?? 'none', projectId !== null);
  const wanted = (documents.data ?? []).filter(
    ({ id, status }) =>
      status === 'ready' && (props.documentIds.length === 0 || props.documentIds.includes(id)),
  );
  const chosen = picked ?? wanted;
  // Until the documents are here nothing is chosen, and the review would have no rows.
  const isChosen = picked !== null || documents.data !== undefined;
  const create = useCreateReview();
  const name = title ?? workflows.find(({ id }) => id === workflowId)?.title ?? '';
  const submit = () => {
    if (!projectId) return;
    create.mutate(
      {
        projectId,
        title: name.trim(),
        documentIds: chosen.map(({ id }) => id),
        ...(workflowId ? { workflowId } : {}),
      },
      { onSuccess: props.onCreated },
    );
  };
  return (
    <Dialog open onClose={props.onClose} title={messages.createTitle} description={messages.createText}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={messages.name}
          value={name}
          maxLength={200}
          onChange={(event) => setTitle(event.target.value)}
        />
        <SelectField
          label={messages.project}
          value={projectId ?? ''}
          onChange={(event) => {
            setProject(event.target.value);
            setPicked(null);
          }}
        >
          {projects.map((project) => (
            <option key={project.id} value={project.id}>
              {project.name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={messages.template}
          value={workflowId}
          onChange={(event) => setWorkflow(event.target.value)}
        >
          <option value="">{messages.ownColumns}</option>
          {workflows.map((workflow) => (
            <option key={workflow.id} value={workflow.id}>
              {workflow.title} ({count(workflow.columns?.length ?? 0, 'column')})
            </option>
          ))}
        </SelectField>
        <div className="flex items-center justify-between gap-3">
          <span>
            <span className="font-medium">{messages.documents}</span>{' '}
            <span className="text-ink-2">{messages.chosen(chosen.length)}</span>
          </span>
          <Button disabled={!projectId} onClick={() => setPicking(true)}>
            {messages.chooseDocuments}
          </Button>
        </div>
        {documents.error ? <ErrorNote error={documents.error} /> : null}
        {create.error ? <ErrorNote error={create.error} /> : null}
        <DialogActions>
          <Button onClick={props.onClose}>{messages.cancel}</Button>
          <Button
            type="submit"
            kind="primary"
            disabled={!projectId || !isChosen || name.trim() === '' || create.isPending}
          >
            {messages.submit}
          </Button>
        </DialogActions>
      </form>
      {picking ? (
        <DocumentPicker
          title={messages.pickTitle}
          text={messages.pickText}
          action={messages.pickDone}
          projectId={projectId}
          picked={chosen}
          onPick={setPicked}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </Dialog>
  );
}
