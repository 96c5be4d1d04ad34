'use client';

import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { useChats } from '@/features/chats/queries';
import { useProjects } from '@/features/projects/queries';
import { messages } from './messages';
import { useCommandsOfPage } from './page-commands';

function Item({ value, onSelect, children }: { value: string; onSelect(): void; children: ReactNode }) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer items-center truncate rounded px-3 text-14 data-[selected=true]:bg-hover"
    >
      {children}
    </Command.Item>
  );
}

const group =
  'px-1 pb-1 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-ink-3';

/** One menu that goes anywhere and does anything on the page. */
export function CommandMenu({ onClose, onKeys }: { onClose(): void; onKeys(): void }) {
  const router = useRouter();
  const commands = useCommandsOfPage();
  const projects = useProjects();
  const chats = useChats();
  const go = (href: string) => () => {
    onClose();
    router.push(href);
  };
  const places: [string, string][] = [
    [messages.assistant, '/assistant'],
    [messages.projects, '/projects'],
    [messages.reviews, '/reviews'],
    [messages.workflows, '/workflows'],
    [messages.account, '/account'],
  ];
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      label={messages.commands}
      overlayClassName="fixed inset-0 z-40 bg-veil"
      contentClassName="fixed left-1/2 top-[12vh] z-50 w-[calc(100vw-24px)] max-w-[560px] -translate-x-1/2 overflow-hidden rounded border border-line bg-surface shadow-float"
    >
      <Command.Input
        placeholder={messages.commandsHint}
        className="h-12 w-full border-b bg-transparent px-4 text-14 outline-none placeholder:text-ink-3"
      />
      <Command.List className="max-h-[50vh] overflow-y-auto pb-1">
        <Command.Empty className="px-4 py-6 text-center text-ink-3">{messages.noCommand}</Command.Empty>
        {commands.length > 0 ? (
          <Command.Group heading={messages.doThis} className={group}>
            {commands.map((command) => (
              <Item
                key={command.label}
                value={`do ${command.label}`}
                onSelect={() => {
                  onClose();
                  command.run();
                }}
              >
                {command.label}
              </Item>
            ))}
          </Command.Group>
        ) : null}
        <Command.Group heading={messages.goTo} className={group}>
          {places.map(([label, href]) => (
            <Item key={href} value={`go ${label}`} onSelect={go(href)}>
              {label}
            </Item>
          ))}
          <Item value="keys" onSelect={onKeys}>
            {messages.keys}
          </Item>
        </Command.Group>
        <Command.Group heading={messages.projects} className={group}>
          {(projects.data ?? []).map(({ id, name }) => (
            <Item key={id} value={`project ${name} ${id}`} onSelect={go(`/projects/${id}`)}>
              {name}
            </Item>
          ))}
        </Command.Group>
        <Command.Group heading={messages.recentChats} className={group}>
          {(chats.data ?? []).slice(0, 20).map(({ id, title }) => (
            <Item key={id} value={`chat ${title ?? ''} ${id}`} onSelect={go(`/assistant/chat/${id}`)}>
              {title ?? messages.untitledChat}
            </Item>
          ))}
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  );
}
