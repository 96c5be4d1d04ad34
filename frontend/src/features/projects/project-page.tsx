'use client';

import clsx from 'clsx';
import { MoreHorizontal } from 'lucide-react';
import Link from 'next/link';
import { useParams, useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { buttonClass, IconButton } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EditableTitle } from '@/components/ui/editable-title';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu';
import { PageBody, PageHead } from '@/components/ui/page';
import { LoadError, SkeletonRows } from '@/components/ui/states';
import { ChatList } from '@/features/chats/chat-list';
import { DocumentsPart } from '@/features/documents/documents-part';
import { ReviewList } from '@/features/reviews/review-list';
import type { Project } from '@/lib/api/types';
import { MatterDialog } from './matter-dialog';
import { messages } from './messages';
import { useChangeProject, useDeleteProject, useProject } from './queries';

const tabs = ['documents', 'chats', 'reviews'] as const;
type Tab = (typeof tabs)[number];

function Tabs({ tab, project }: { tab: Tab; project: Project }) {
  const counts: Record<Tab, number> = {
    documents: project.documentCount,
    chats: project.chatCount,
    reviews: project.reviewCount,
  };
  return (
    <nav aria-label={messages.tabList} className="mb-4 flex gap-6 border-b px-4 sm:px-8">
      {tabs.map((name) => (
        <Link
          key={name}
          href={name === 'documents' ? `/projects/${project.id}` : `/projects/${project.id}?tab=${name}`}
          aria-current={tab === name ? 'page' : undefined}
          className={clsx(
            '-mb-px border-b-2 pb-2 pt-1 font-medium',
            tab === name ? 'border-accent text-ink' : 'border-transparent text-ink-2 hover:text-ink',
          )}
        >
          {messages.tabs[name]} <span className="text-ink-3">{counts[name]}</span>
        </Link>
      ))}
    </nav>
  );
}

function ProjectMenu({ project }: { project: Project }) {
  const [dialog, setDialog] = useState<'matter' | 'delete' | null>(null);
  const remove = useDeleteProject();
  const router = useRouter();
  return (
    <>
      <Menu
        trigger={
          <IconButton label={messages.actions} kind="secondary">
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setDialog('matter')}>{messages.editMatter}</MenuItem>
        <MenuLine />
        <MenuItem danger onSelect={() => setDialog('delete')}>
          {messages.delete}
        </MenuItem>
      </Menu>
      {dialog === 'matter' ? <MatterDialog project={project} onClose={() => setDialog(null)} /> : null}
      {dialog === 'delete' ? (
        <ConfirmDialog
          title={messages.deleteTitle}
          description={messages.deleteText}
          typed={project.name}
          action={messages.delete}
          onClose={() => setDialog(null)}
          onConfirm={async () => {
            router.push('/projects');
            await remove.mutateAsync(project.id);
          }}
        />
      ) : null}
    </>
  );
}

export function ProjectPage() {
  const { projectId } = useParams<{ projectId: string }>();
  const search = useSearchParams();
  const tab = tabs.find((name) => name === search.get('tab')) ?? 'documents';
  const project = useProject(projectId);
  const change = useChangeProject(projectId);
  if (project.isPending) {
    return (
      <div className="px-4 pt-6 sm:px-8">
        <div className="skeleton mb-6 h-9 w-64" />
        <SkeletonRows rows={8} height={36} label={messages.loading} />
      </div>
    );
  }
  if (project.isError) return <LoadError error={project.error} onRetry={() => void project.refetch()} />;
  return (
    <>
      <PageHead
        crumbs={[{ label: messages.title, href: '/projects' }]}
        title={
          <EditableTitle
            value={project.data.name}
            thing="project"
            onRename={(name) => change.mutateAsync({ name })}
          />
        }
        note={project.data.clientMatterNumber}
        actions={
          <>
            <Link
              href={`/assistant?project=${projectId}`}
              className={buttonClass({ kind: tab === 'chats' ? 'primary' : 'secondary' })}
            >
              {messages.ask}
            </Link>
            <ProjectMenu project={project.data} />
          </>
        }
      />
      <Tabs tab={tab} project={project.data} />
      <PageBody>
        {tab === 'documents' ? <DocumentsPart projectId={projectId} /> : null}
        {tab === 'chats' ? <ChatList projectId={projectId} /> : null}
        {tab === 'reviews' ? <ReviewList projectId={projectId} /> : null}
      </PageBody>
    </>
  );
}
