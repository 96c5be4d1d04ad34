'use client';

import { useClerk, useUser } from '@clerk/nextjs';
import clsx from 'clsx';
import { LogOut, User } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu';
import { useSettings } from '@/lib/settings';
import { messages } from './messages';

/** The person and the environment, at the foot of the rail. */
export function PersonMenu({ collapsed }: { collapsed: boolean }) {
  const { user } = useUser();
  const { signOut } = useClerk();
  const router = useRouter();
  const { stage } = useSettings();
  const address = user?.primaryEmailAddress?.emailAddress ?? '';
  const name = user?.fullName || address;
  return (
    <div className="border-t p-2">
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            aria-label={`${messages.account}: ${name}`}
            className="flex h-10 w-full items-center gap-2 rounded px-1.5 text-left hover:bg-hover"
          >
            <span
              aria-hidden
              className="grid size-6 shrink-0 place-items-center rounded-full border border-line-strong text-11 font-medium"
            >
              {name.slice(0, 1).toUpperCase()}
            </span>
            <span className={clsx('min-w-0 flex-1 truncate', collapsed && 'md:hidden')}>{name}</span>
            {messages.environment[stage] ? (
              <span className={clsx('text-11 text-ink-3', collapsed && 'md:hidden')}>
                {messages.environment[stage]}
              </span>
            ) : null}
          </button>
        }
      >
        <MenuItem onSelect={() => router.push('/account')}>
          <User aria-hidden />
          {messages.account}
        </MenuItem>
        <MenuLine />
        <MenuItem onSelect={() => void signOut({ redirectUrl: '/sign-in' })}>
          <LogOut aria-hidden />
          {messages.signOut}
        </MenuItem>
      </Menu>
    </div>
  );
}
