'use client';

import { useRouter } from 'next/navigation';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { PageBody, PageHead, PageTitle } from '@/components/ui/page';
import { EmptyState, LoadError, SkeletonRows } from '@/components/ui/states';
import { useListKeys } from '@/components/ui/use-list-keys';
import { usePageCommands } from '@/features/frame/page-commands';
import type { Project } from '@/lib/api/types';
import { formatDate } from '@/lib/format/date';
import { messages } from './messages';
import { NewProjectDialog } from './new-project-dialog';
import { useProjects } from './queries';

const head = 'h-9 border-b px-3 text-left text-12 font-medium text-ink-3';
const cell = 'h-9 border-b px-3 text-14';

function ProjectsTable({ projects }: { projects: Project[] }) {
  const onKeyDown = useListKeys();
  const { columns } = messages;
  return (
    <div className="overflow-x-auto rounded border bg-surface">
      <table aria-label={messages.title} className="w-full border-collapse" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th className={head}>{columns.name}</th>
            <th className={`${head} hidden md:table-cell`}>{columns.matter}</th>
            <th className={`${head} text-right`}>{columns.documents}</th>
            <th className={`${head} hidden text-right md:table-cell`}>{columns.chats}</th>
            <th className={`${head} hidden text-right md:table-cell`}>{columns.reviews}</th>
            <th className={`${head} hidden text-right sm:table-cell`}>{columns.created}</th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {projects.map((project) => (
            <tr key={project.id} className="hover:bg-hover">
              <td className={`${cell} max-w-0 w-full`}>
                <Link
                  data-row
                  href={`/projects/${project.id}`}
                  title={project.name}
                  className="block truncate font-medium hover:underline"
                >
                  {project.name}
                </Link>
              </td>
              <td className={`${cell} hidden whitespace-nowrap text-ink-2 md:table-cell`}>
                {project.clientMatterNumber ?? ''}
              </td>
              <td className={`${cell} text-right`}>{project.documentCount}</td>
              <td className={`${cell} hidden text-right md:table-cell`}>{project.chatCount}</td>
              <td className={`${cell} hidden text-right md:table-cell`}>{project.reviewCount}</td>
              <td className={`${cell} hidden whitespace-nowrap text-right text-ink-2 sm:table-cell`}>
                {formatDate(project.createdAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function ProjectsPage() {
  const projects = useProjects();
  const router = useRouter();
  const [creating, setCreating] = useState(false);
  const create = (
    <Button kind="primary" onClick={() => setCreating(true)}>
      {messages.create}
    </Button>
  );
  usePageCommands(useMemo(() => [{ label: messages.create, run: () => setCreating(true) }], []));
  return (
    <>
      <PageHead title={<PageTitle>{messages.title}</PageTitle>} actions={create} />
      <PageBody>
        {projects.isPending ? (
          <SkeletonRows rows={6} height={36} label={messages.loading} />
        ) : projects.isError ? (
          <LoadError error={projects.error} onRetry={() => void projects.refetch()} />
        ) : projects.data.length === 0 ? (
          <EmptyState title={messages.emptyTitle} text={messages.emptyText} />
        ) : (
          <ProjectsTable projects={projects.data} />
        )}
      </PageBody>
      {creating ? (
        <NewProjectDialog
          onClose={() => setCreating(false)}
          onCreated={(project) => router.push(`/projects/${project.id}`)}
        />
      ) : null}
    </>
  );
}
