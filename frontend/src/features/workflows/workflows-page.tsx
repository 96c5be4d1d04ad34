'use client';

import { ChevronDown } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { PageBody, PageHead, PageTitle } from '@/components/ui/page';
import { EmptyState, LoadError, SkeletonRows } from '@/components/ui/states';
import type { Workflow } from '@/lib/api/types';
import { messages } from './messages';
import { useWorkflows } from './queries';

export function useAddress(workflow: Pick<Workflow, 'id' | 'kind'>): string {
  return workflow.kind === 'assistant'
    ? `/assistant?workflow=${workflow.id}`
    : `/reviews?new=&workflow=${workflow.id}`;
}

function Card({ workflow }: { workflow: Workflow }) {
  const address = useAddress(workflow);
  return (
    <li className="flex flex-col rounded border bg-surface p-4">
      <h3 className="font-serif text-16 font-semibold">
        <Link href={`/workflows/${workflow.id}`} className="hover:underline">
          {workflow.title}
        </Link>
      </h3>
      <p className="mt-1 line-clamp-3 text-ink-2">{workflow.description}</p>
      <div className="mt-auto flex items-center justify-between gap-2 pt-3">
        <span className="text-12 text-ink-3">
          {[
            messages.kinds[workflow.kind],
            workflow.builtIn ? messages.builtIn : messages.own,
            workflow.hidden ? messages.hidden : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <Link
          href={address}
          aria-label={messages.useNamed(workflow.title)}
          className={buttonClass({ size: 'small' })}
        >
          {messages.use}
        </Link>
      </div>
    </li>
  );
}

function Gallery({ workflows }: { workflows: Workflow[] }) {
  const areas = [...new Set(workflows.map(({ practiceArea }) => practiceArea ?? messages.other))].toSorted();
  return areas.map((area) => (
    <section key={area} aria-label={area} className="mb-8">
      <h2 className="mb-3 text-13 font-medium text-ink-2">{area}</h2>
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {workflows
          .filter(({ practiceArea }) => (practiceArea ?? messages.other) === area)
          .map((workflow) => (
            <Card key={workflow.id} workflow={workflow} />
          ))}
      </ul>
    </section>
  ));
}

export function WorkflowsPage() {
  const [hidden, setHidden] = useState(false);
  const workflows = useWorkflows(undefined, hidden);
  const router = useRouter();
  return (
    <>
      <PageHead
        title={<PageTitle>{messages.title}</PageTitle>}
        actions={
          <>
            <label className="mr-2 flex items-center gap-2 text-ink-2">
              <input
                type="checkbox"
                checked={hidden}
                onChange={(event) => setHidden(event.target.checked)}
                className="size-4 accent-(--accent)"
              />
              {messages.showHidden}
            </label>
            <Menu
              trigger={
                <Button kind="primary">
                  {messages.create}
                  <ChevronDown aria-hidden />
                </Button>
              }
            >
              <MenuItem onSelect={() => router.push('/workflows/new?kind=assistant')}>
                {messages.newAssistant}
              </MenuItem>
              <MenuItem onSelect={() => router.push('/workflows/new?kind=tabular')}>
                {messages.newTabular}
              </MenuItem>
            </Menu>
          </>
        }
      />
      <PageBody>
        {workflows.isPending ? (
          <SkeletonRows rows={6} height={96} label={messages.loading} />
        ) : workflows.isError ? (
          <LoadError error={workflows.error} onRetry={() => void workflows.refetch()} />
        ) : workflows.data.length === 0 ? (
          <EmptyState title={messages.emptyTitle} text={messages.emptyText} />
        ) : (
          <Gallery workflows={workflows.data} />
        )}
      </PageBody>
    </>
  );
}
