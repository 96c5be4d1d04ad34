'use client';

import { ArrowUp, FileText, Square, Workflow as WorkflowIcon, X } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { DocumentPicker, type PickedDocument } from '@/features/documents/document-picker';
import { ModelMenu } from '@/features/models/model-menu';
import { useProviderNotice } from '@/features/models/provider-notice';
import { useChosenModel } from '@/features/models/queries';
import type { MessageCreation } from '@/lib/api/types';
import { messages } from './messages';
import { useDraft } from './use-draft';
import { WorkflowMenu, type PickedWorkflow } from './workflow-menu';

export interface ComposerProps {
  /** Names the place the draft belongs to. */
  draftKey: string;
  projectId: string | null;
  busy: boolean;
  /** A run is active: Stop stands in the place of Send. */
  running?: boolean;
  onStop?: () => void;
  /** Resolves true when the message was taken. */
  onSend(message: MessageCreation): Promise<boolean>;
  initial?: { documents?: PickedDocument[]; workflow?: PickedWorkflow | null };
  autoFocus?: boolean;
}

function Chip({ icon, name, onRemove }: { icon: ReactNode; name: string; onRemove(): void }) {
  return (
    <span className="inline-flex h-7 max-w-[240px] items-center gap-1.5 rounded border bg-sunken pl-2 text-12 [&>svg]:size-3.5 [&>svg]:shrink-0">
      {icon}
      <span className="truncate" title={name}>
        {name}
      </span>
      <button
        type="button"
        aria-label={messages.remove(name)}
        onClick={onRemove}
        className="grid size-7 place-items-center"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}

/** Text, documents, workflow and model of the next message. Enter sends; Shift Enter starts a line. */
export function Composer(props: ComposerProps) {
  const [text, setText] = useDraft(props.draftKey);
  const [documents, setDocuments] = useState<PickedDocument[]>(props.initial?.documents ?? []);
  const [workflow, setWorkflow] = useState<PickedWorkflow | null>(props.initial?.workflow ?? null);
  const [chosenModel, setChosenModel] = useState<string | null>(null);
  const [picking, setPicking] = useState(false);
  const model = useChosenModel('chat', chosenModel);
  const { guard, notice } = useProviderNotice();
  const ready = !props.busy && !props.running && (text.trim() !== '' || workflow !== null);

  const send = () => {
    if (!ready) return;
    const words = text.trim() || (workflow ? `Run the workflow “${workflow.title}”.` : '');
    guard(model, () => {
      void props
        .onSend({
          text: words,
          documentIds: documents.map(({ id }) => id),
          ...(workflow ? { workflowId: workflow.id } : {}),
          ...(model ? { model: model.id } : {}),
        })
        .then((taken) => {
          if (!taken) return;
          setText('');
          setDocuments([]);
          setWorkflow(null);
        });
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="rounded border border-line-strong bg-surface focus-within:outline-2 focus-within:outline-accent"
    >
      {documents.length > 0 || workflow ? (
        <div className="flex flex-wrap gap-2 px-3 pt-3">
          {workflow ? (
            <Chip
              icon={<WorkflowIcon aria-hidden />}
              name={workflow.title}
              onRemove={() => setWorkflow(null)}
            />
          ) : null}
          {documents.map((document) => (
            <Chip
              key={document.id}
              icon={<FileText aria-hidden />}
              name={document.name}
              onRemove={() => setDocuments(documents.filter(({ id }) => id !== document.id))}
            />
          ))}
        </div>
      ) : null}
      <textarea
        aria-label={messages.composer}
        placeholder={messages.placeholder}
        value={text}
        autoFocus={props.autoFocus}
        maxLength={50_000}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="block field-sizing-content max-h-60 min-h-14 w-full resize-none bg-transparent px-4 pt-3 text-16 outline-none placeholder:text-ink-3"
      />
      <div className="flex flex-wrap items-center gap-1 p-2">
        <Button kind="quiet" size="small" onClick={() => setPicking(true)}>
          <FileText aria-hidden />
          {messages.documents}
        </Button>
        <WorkflowMenu value={workflow} onChange={setWorkflow} />
        <ModelMenu value={model} onChange={setChosenModel} />
        <span className="ml-auto">
          {props.running ? (
            <Button kind="primary" onClick={props.onStop}>
              <Square aria-hidden />
              {messages.stop}
            </Button>
          ) : (
            <IconButton label={messages.send} kind="primary" type="submit" disabled={!ready}>
              <ArrowUp aria-hidden />
            </IconButton>
          )}
        </span>
      </div>
      {picking ? (
        <DocumentPicker
          title={messages.pickTitle}
          text={messages.pickText}
          action={messages.pickDone}
          projectId={props.projectId}
          picked={documents}
          onPick={setDocuments}
          onClose={() => setPicking(false)}
        />
      ) : null}
      {notice}
    </form>
  );
}
