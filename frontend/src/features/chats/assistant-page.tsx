'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { ErrorNote } from '@/components/ui/states';
import { useProjectDocuments, useRecentDocuments } from '@/features/documents/queries';
import { useProject } from '@/features/projects/queries';
import { useWorkflow } from '@/features/workflows/queries';
import type { MessageCreation, StoredDocument } from '@/lib/api/types';
import { Composer } from './composer';
import { messages } from './messages';
import { useSend } from './queries';

function ProjectName({ projectId }: { projectId: string }) {
  const project = useProject(projectId);
  return (
    <p className="mt-1 text-center text-14 text-ink-2">
      {project.data ? `${messages.inProject} ${project.data.name}` : '\u00a0'}
    </p>
  );
}

/** Prompts taken from the person's own recent documents. */
function Suggestions({
  documents,
  onAsk,
}: {
  documents: StoredDocument[];
  onAsk(message: MessageCreation): void;
}) {
  const ready = documents.filter(({ status }) => status === 'ready').slice(0, 3);
  if (ready.length === 0) return null;
  return (
    <ul aria-label={messages.suggestions} className="mt-4 flex flex-col">
      {messages.suggest.map((suggest, index) => {
        const document = ready[index % ready.length];
        if (!document) return null;
        const text = suggest(document.name);
        return (
          <li key={text}>
            <button
              type="button"
              onClick={() => onAsk({ text, documentIds: [document.id] })}
              className="w-full truncate rounded px-3 py-2 text-left text-14 text-ink-2 hover:bg-hover hover:text-ink"
            >
              {text}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The composer on a quiet page; `project`, `documents` and `workflow` in the address fill its chips. */
export function AssistantPage() {
  const search = useSearchParams();
  const router = useRouter();
  const projectId = search.get('project');
  const workflowId = search.get('workflow');
  const wanted = search.get('documents')?.split(',') ?? [];
  const ofProject = useProjectDocuments(projectId ?? 'none', projectId !== null);
  const recent = useRecentDocuments(20, projectId === null);
  const workflow = useWorkflow(workflowId);
  const documents = (projectId ? ofProject.data : recent.data) ?? [];
  const send = useSend();
  const ask = async (message: MessageCreation) => {
    const chatId = await send.mutateAsync({ projectId, message }).catch(() => null);
    if (chatId) router.push(`/assistant/chat/${chatId}`);
    return chatId !== null;
  };
  const settled = (!workflowId || workflow.isFetched) && (wanted.length === 0 || documents.length > 0);
  return (
    <div className="flex min-h-full flex-col items-center justify-center px-4 py-12">
      <div className="w-full max-w-[720px]">
        <h1 className="text-center font-serif text-26 font-semibold">{messages.greeting}</h1>
        {projectId ? <ProjectName projectId={projectId} /> : null}
        <div className="mt-6">
          {send.error ? <ErrorNote error={send.error} className="mb-3" /> : null}
          <Composer
            key={`${projectId}:${workflowId}:${settled}`}
            draftKey="new"
            autoFocus
            projectId={projectId}
            busy={send.isPending}
            onSend={ask}
            initial={{
              documents: documents.filter(({ id, status }) => wanted.includes(id) && status === 'ready'),
              workflow: workflow.data ?? null,
            }}
          />
        </div>
        <Suggestions documents={documents} onAsk={(message) => void ask(message)} />
      </div>
    </div>
  );
}
