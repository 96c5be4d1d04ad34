'use client';

import Link from 'next/link';
import { EmptyState, LoadError, SkeletonRows } from '@/components/ui/states';
import { useListKeys } from '@/components/ui/use-list-keys';
import { formatInstant } from '@/lib/format/date';
import { messages } from './messages';
import { useChats } from './queries';

/** The chats of a project, latest first. */
export function ChatList({ projectId }: { projectId: string }) {
  const chats = useChats(projectId);
  const onKeyDown = useListKeys();
  if (chats.isPending) return <SkeletonRows rows={5} height={36} label={messages.loadingChats} />;
  if (chats.isError) return <LoadError error={chats.error} onRetry={() => void chats.refetch()} />;
  if (chats.data.length === 0) return <EmptyState title={messages.emptyTitle} text={messages.emptyText} />;
  return (
    <ul aria-label={messages.chats} onKeyDown={onKeyDown} className="rounded border bg-surface">
      {chats.data.map((chat) => (
        <li key={chat.id} className="border-b last:border-b-0">
          <Link
            data-row
            href={`/assistant/chat/${chat.id}`}
            className="flex h-9 items-center gap-4 px-3 text-14 hover:bg-hover"
          >
            <span className="min-w-0 flex-1 truncate font-medium">{chat.title ?? messages.untitled}</span>
            <span className="shrink-0 text-ink-2 tabular-nums">{formatInstant(chat.updatedAt)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
