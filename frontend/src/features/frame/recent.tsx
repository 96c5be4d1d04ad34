'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useChats } from '@/features/chats/queries';
import { useProjects } from '@/features/projects/queries';
import { messages } from './messages';

function Group({ title, items }: { title: string; items: { href: string; label: string }[] }) {
  const pathname = usePathname();
  if (items.length === 0) return null;
  return (
    <section aria-label={title} className="mt-5 px-2">
      <h2 className="px-2 pb-1 text-11 font-medium text-ink-3">{title}</h2>
      <ul>
        {items.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              title={label}
              aria-current={pathname === href ? 'page' : undefined}
              className="block truncate rounded px-2 py-1 text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:text-ink"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Recent projects and chats; silent while they load or fail, for the pages themselves say so. */
export function Recent() {
  const projects = useProjects();
  const chats = useChats();
  return (
    <>
      <Group
        title={messages.recentProjects}
        items={(projects.data ?? [])
          .slice(0, 5)
          .map(({ id, name }) => ({ href: `/projects/${id}`, label: name }))}
      />
      <Group
        title={messages.recentChats}
        items={(chats.data ?? [])
          .slice(0, 12)
          .map(({ id, title }) => ({ href: `/assistant/chat/${id}`, label: title ?? messages.untitledChat }))}
      />
    </>
  );
}
