'use client';

import { MoreHorizontal } from 'lucide-react';
import Link from 'next/link';
import { useParams, useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { buttonClass, IconButton } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Menu, MenuItem } from '@/components/ui/menu';
import { PageBody, PageHead, PageTitle } from '@/components/ui/page';
import { LoadError, SkeletonRows } from '@/components/ui/states';
import type { Workflow } from '@/lib/api/types';
import { messages } from './messages';
import { useDeleteWorkflow, useHideWorkflow, useSaveWorkflow, useWorkflow } from './queries';
import { WorkflowForm } from './workflow-form';
import { useAddress } from './workflows-page';

const blank = { practiceArea: null, description: '', builtIn: false, hidden: false, updatedAt: null };

function WorkflowMenu({ workflow }: { workflow: Workflow }) {
  const [deleting, setDeleting] = useState(false);
  const router = useRouter();
  const hide = useHideWorkflow();
  const remove = useDeleteWorkflow();
  const save = useSaveWorkflow();
  const copy = async () => {
    const { kind, title, practiceArea, description, instructions, columns } = workflow;
    const content = {
      title: `${title} (copy)`,
      practiceArea,
      description,
      ...(kind === 'assistant' ? { instructions } : { columns }),
    };
    const made = await save.mutateAsync({ id: null, kind, content }).catch(() => null);
    if (made) router.push(`/workflows/${made.id}`);
    else toast.error('The copy could not be made. Try again.');
  };
  return (
    <>
      <Menu
        trigger={
          <IconButton label={messages.actions} kind="secondary">
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => void copy()}>{messages.copy}</MenuItem>
        {workflow.builtIn ? (
          <MenuItem onSelect={() => hide.mutate({ id: workflow.id, hidden: !workflow.hidden })}>
            {workflow.hidden ? messages.unhide : messages.hide}
          </MenuItem>
        ) : (
          <MenuItem danger onSelect={() => setDeleting(true)}>
            {messages.delete}
          </MenuItem>
        )}
      </Menu>
      {deleting ? (
        <ConfirmDialog
          title={messages.deleteTitle}
          description={messages.deleteText}
          action={messages.delete}
          onClose={() => setDeleting(false)}
          onConfirm={async () => {
            await remove.mutateAsync(workflow.id);
            router.push('/workflows');
          }}
        />
      ) : null}
    </>
  );
}

function Existing({ workflow }: { workflow: Workflow }) {
  const address = useAddress(workflow);
  return (
    <>
      <PageHead
        crumbs={[{ label: messages.title, href: '/workflows' }]}
        title={<PageTitle>{workflow.title}</PageTitle>}
        note={workflow.builtIn ? messages.readOnly : messages.kinds[workflow.kind]}
        actions={
          <>
            <Link
              href={address}
              className={buttonClass({ kind: workflow.builtIn ? 'primary' : 'secondary' })}
            >
              {messages.use}
            </Link>
            <WorkflowMenu workflow={workflow} />
          </>
        }
      />
      <PageBody>
        <WorkflowForm
          key={workflow.id}
          workflow={workflow}
          id={workflow.id}
          onSaved={() => toast(messages.saved)}
        />
      </PageBody>
    </>
  );
}

/** A workflow as a plain page of text; `new` makes one of the kind in the address. */
export function WorkflowPage() {
  const { workflowId } = useParams<{ workflowId: string }>();
  const kind = useSearchParams().get('kind') === 'tabular' ? 'tabular' : 'assistant';
  const router = useRouter();
  const making = workflowId === 'new';
  const workflow = useWorkflow(making ? null : workflowId);
  if (making) {
    const empty: Workflow = {
      ...blank,
      id: '',
      kind,
      title: '',
      instructions: kind === 'assistant' ? '' : null,
      columns: kind === 'tabular' ? [{ name: '', format: 'text', question: '' }] : null,
    };
    return (
      <>
        <PageHead
          crumbs={[{ label: messages.title, href: '/workflows' }]}
          title={<PageTitle>{kind === 'assistant' ? messages.newAssistant : messages.newTabular}</PageTitle>}
        />
        <PageBody>
          <WorkflowForm
            workflow={empty}
            id={null}
            onSaved={(made) => router.replace(`/workflows/${made.id}`)}
          />
        </PageBody>
      </>
    );
  }
  if (workflow.isPending) {
    return (
      <div className="px-4 pt-8 sm:px-8">
        <SkeletonRows rows={8} height={40} label={messages.loading} />
      </div>
    );
  }
  if (workflow.isError) return <LoadError error={workflow.error} onRetry={() => void workflow.refetch()} />;
  return <Existing workflow={workflow.data} />;
}
