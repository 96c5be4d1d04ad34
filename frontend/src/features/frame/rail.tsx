'use client';

import clsx from 'clsx';
import {
  FileText,
  Menu as MenuIcon,
  MessageSquare,
  PanelLeft,
  Search,
  Table2,
  Workflow,
  X,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { IconButton } from '@/components/ui/button';
import { messages } from './messages';
import { PersonMenu } from './person-menu';
import { Recent } from './recent';

const places = [
  { href: '/assistant', label: messages.assistant, icon: MessageSquare },
  { href: '/projects', label: messages.projects, icon: FileText },
  { href: '/reviews', label: messages.reviews, icon: Table2 },
  { href: '/workflows', label: messages.workflows, icon: Workflow },
];

function useCollapsed(): [boolean, (value: boolean) => void] {
  const [collapsed, setCollapsed] = useState(false);
  useEffect(() => {
    // Read after the first paint: the server does not know it.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setCollapsed(localStorage.getItem('chancery.rail') === 'collapsed');
  }, []);
  return [
    collapsed,
    (value) => {
      localStorage.setItem('chancery.rail', value ? 'collapsed' : 'open');
      setCollapsed(value);
    },
  ];
}

function Places({ collapsed }: { collapsed: boolean }) {
  const pathname = usePathname();
  return (
    <ul className="flex flex-col gap-0.5 px-2">
      {places.map(({ href, label, icon: Icon }) => {
        const here = pathname.startsWith(href);
        return (
          <li key={href}>
            <Link
              href={href}
              aria-current={here ? 'page' : undefined}
              title={collapsed ? label : undefined}
              className={clsx(
                'flex h-8 items-center gap-3 rounded px-2 font-medium',
                here ? 'bg-hover text-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
              )}
            >
              <Icon aria-hidden className={clsx('size-4 shrink-0', here && 'text-accent')} />
              <span className={collapsed ? 'md:sr-only' : ''}>{label}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** The left rail: 232 px, icons when collapsed, a drawer on a phone. */
export function Rail({ onCommands }: { onCommands(): void }) {
  const [collapsed, setCollapsed] = useCollapsed();
  const [drawer, setDrawer] = useState(false);
  const pathname = usePathname();
  const [shownAt, setShownAt] = useState(pathname);
  if (shownAt !== pathname) {
    setShownAt(pathname);
    setDrawer(false);
  }
  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-2 border-b bg-sunken px-2 md:hidden">
        <IconButton
          label={drawer ? messages.closeNavigation : messages.openNavigation}
          aria-expanded={drawer}
          onClick={() => setDrawer(!drawer)}
        >
          {drawer ? <X aria-hidden /> : <MenuIcon aria-hidden />}
        </IconButton>
        <span className="font-serif text-16 font-semibold">Chancery</span>
        <IconButton label={messages.commands} className="ml-auto" onClick={onCommands}>
          <Search aria-hidden />
        </IconButton>
      </div>
      <nav
        aria-label={messages.mainNavigation}
        className={clsx(
          'shrink-0 flex-col border-r bg-sunken md:flex',
          drawer ? 'fixed inset-x-0 bottom-0 top-12 z-30 flex' : 'hidden',
          collapsed ? 'md:w-[49px]' : 'md:w-[232px]',
        )}
      >
        <div
          className={clsx(
            'hidden h-14 items-center px-2 md:flex',
            collapsed ? 'justify-center' : 'justify-between',
          )}
        >
          {collapsed ? null : (
            <Link href="/assistant" className="px-2 font-serif text-20 font-semibold">
              Chancery
            </Link>
          )}
          <IconButton
            label={collapsed ? messages.expand : messages.collapse}
            onClick={() => setCollapsed(!collapsed)}
          >
            <PanelLeft aria-hidden />
          </IconButton>
        </div>
        <div className="hidden px-2 pb-2 md:block">
          <button
            type="button"
            onClick={onCommands}
            title={collapsed ? messages.commands : undefined}
            className="flex h-8 w-full items-center gap-3 rounded px-2 text-ink-2 hover:bg-hover"
          >
            <Search aria-hidden className="size-4 shrink-0" />
            <span className={collapsed ? 'sr-only' : 'flex-1 text-left'}>{messages.commands}</span>
            {collapsed ? null : <kbd className="font-sans text-11 text-ink-3">Ctrl K</kbd>}
          </button>
        </div>
        <div className="pt-2 md:pt-0">
          <Places collapsed={collapsed} />
        </div>
        <div className={clsx('min-h-0 flex-1 overflow-y-auto', collapsed && 'md:invisible')}>
          <Recent />
        </div>
        <PersonMenu collapsed={collapsed} />
      </nav>
    </>
  );
}
