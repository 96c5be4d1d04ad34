'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useSyncExternalStore } from 'react';
import { messages as session } from '@/features/session/messages';
import { useSessionEnded } from '@/lib/api/provider';
import { messages } from './messages';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Bars over the page: no connection, session over. */
export function Notices() {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  const ended = useSessionEnded();
  const pathname = usePathname();
  return (
    <div role="status">
      {online ? null : <p className="border-b bg-warn-soft px-4 py-2 text-13">{messages.offline}</p>}
      {ended ? (
        <p className="flex flex-wrap items-center gap-3 border-b bg-warn-soft px-4 py-2 text-13">
          {session.ended}
          <Link
            className="font-medium text-accent underline underline-offset-2"
            href={`/sign-in?redirect_url=${encodeURIComponent(pathname)}`}
          >
            {session.signIn}
          </Link>
        </p>
      ) : null}
    </div>
  );
}
