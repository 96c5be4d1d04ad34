'use client';

import { useMutation } from '@tanstack/react-query';
import { MoreHorizontal } from 'lucide-react';
import { useParams, useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EditableTitle } from '@/components/ui/editable-title';
import { Menu, MenuItem } from '@/components/ui/menu';
import { PageHead } from '@/components/ui/page';
import { ErrorNote, LoadError, SkeletonRows } from '@/components/ui/states';
import { useApi } from '@/lib/api/provider';
import type { ChatDetail, ChatMessage, MessageCreation } from '@/lib/api/types';
import { Announcer } from './announcer';
import { Composer } from './composer';
import { AnswerMessage, UserMessage } from './message-view';
import { messages } from './messages';
import { textOf } from './parts';
import { useChat, useDeleteChat, useRenameChat, useSend } from './queries';
import { useRun } from './use-run';

/** The stored messages, with what the active run has sent so far in place of its stored answer. */
function withRun(chat: ChatDetail, run: ReturnType<typeof useRun>): ChatMessage[] {
  const runId = chat.activeRunId;
  if (!run || !runId) return chat.messages;
  const stored = chat.messages.find((message) => message.role === 'assistant' && message.runId === runId);
  const status = run.outcome;
  const live: ChatMessage = {
    id: stored?.id ?? runId,
    role: 'assistant',
    parts: run.parts,
    status,
    error: run.error ? { code: 'run_failed', text: run.error } : null,
    runId,
    model: stored?.model ?? null,
    context: null,
    createdAt: stored?.createdAt ?? chat.updatedAt,
  };
  return stored
    ? chat.messages.map((message) => (message === stored ? live : message))
    : [...chat.messages, live];
}

/** Keeps the newest line in view while the reader is at the end, and never pulls one who scrolled up. */
function useFollow(parts: unknown, status: unknown) {
  const end = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  useEffect(() => {
    const area = document.getElementById('content');
    if (!area) return;
    const onScroll = () => {
      following.current = area.scrollHeight - area.scrollTop - area.clientHeight < 120;
    };
    area.addEventListener('scroll', onScroll, { passive: true });
    return () => area.removeEventListener('scroll', onScroll);
  }, []);
  useEffect(() => {
    if (following.current) end.current?.scrollIntoView({ block: 'end' });
  }, [parts, status]);
  return end;
}

function retryOf(all: ChatMessage[], index: number): MessageCreation | null {
  const question = all[index - 1];
  if (index !== all.length - 1 || question?.role !== 'user') return null;
  return {
    text: textOf(question.parts),
    documentIds: question.context?.documents.map(({ id }) => id) ?? [],
    ...(question.context?.workflow ? { workflowId: question.context.workflow.id } : {}),
  };
}

function Conversation({ chat }: { chat: ChatDetail }) {
  const api = useApi();
  const run = useRun(chat.id, chat.activeRunId);
  const send = useSend();
  const stop = useMutation({ mutationFn: (runId: string) => api.post(`runs/${runId}/stop`) });
  const all = withRun(chat, run);
  const last = all.at(-1);
  const running = chat.activeRunId !== null && (run?.outcome ?? 'running') === 'running';
  const end = useFollow(last?.parts ?? all.length, last?.status);
  const ask = (message: MessageCreation) =>
    send.mutateAsync({ chatId: chat.id, message }).then(
      () => true,
      () => false,
    );
  return (
    <>
      <div className="mx-auto flex w-full max-w-[760px] flex-1 flex-col gap-6 px-4 pb-6">
        {all.map((message, index) => {
          const again = running ? null : retryOf(all, index);
          return message.role === 'user' ? (
            <UserMessage key={message.id} message={message} />
          ) : (
            <AnswerMessage
              key={message.id}
              message={message}
              {...(again ? { onRetry: () => void ask(again) } : {})}
            />
          );
        })}
        {run && last ? <Announcer text={textOf(last.parts)} over={!running} /> : null}
      </div>
      <div className="sticky bottom-0 mx-auto w-full max-w-[760px] bg-canvas px-4 pb-4">
        {send.error ? <ErrorNote error={send.error} className="mb-2" /> : null}
        {stop.error ? <ErrorNote error={stop.error} className="mb-2" /> : null}
        <Composer
          draftKey={chat.id}
          projectId={chat.projectId}
          busy={send.isPending}
          running={running}
          onStop={() => chat.activeRunId && stop.mutate(chat.activeRunId)}
          onSend={ask}
        />
      </div>
      <div ref={end} />
    </>
  );
}

function ChatMenu({ chat }: { chat: ChatDetail }) {
  const [deleting, setDeleting] = useState(false);
  const remove = useDeleteChat();
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
        <MenuItem danger onSelect={() => setDeleting(true)}>
          {messages.delete}
        </MenuItem>
      </Menu>
      {deleting ? (
        <ConfirmDialog
          title={messages.deleteTitle}
          description={messages.deleteText}
          action={messages.delete}
          onClose={() => setDeleting(false)}
          onConfirm={async () => {
            await remove.mutateAsync(chat.id);
            router.push(chat.projectId ? `/projects/${chat.projectId}?tab=chats` : '/assistant');
          }}
        />
      ) : null}
    </>
  );
}

export function ChatPage() {
  const { chatId } = useParams<{ chatId: string }>();
  const chat = useChat(chatId);
  const rename = useRenameChat();
  if (chat.isPending) {
    return (
      <div className="mx-auto max-w-[760px] px-4 pt-8">
        <SkeletonRows rows={8} height={40} label={messages.loading} />
      </div>
    );
  }
  if (chat.isError) return <LoadError error={chat.error} onRetry={() => void chat.refetch()} />;
  const { projectId, projectName, title } = chat.data;
  return (
    <div className="flex min-h-full flex-col">
      <PageHead
        crumbs={
          projectId && projectName
            ? [{ label: projectName, href: `/projects/${projectId}?tab=chats` }]
            : [{ label: messages.assistant, href: '/assistant' }]
        }
        title={
          <EditableTitle
            value={title ?? messages.untitled}
            thing="chat"
            onRename={(next) => rename.mutateAsync({ id: chatId, title: next })}
          />
        }
        actions={<ChatMenu chat={chat.data} />}
      />
      <Conversation key={chatId} chat={chat.data} />
    </div>
  );
}
