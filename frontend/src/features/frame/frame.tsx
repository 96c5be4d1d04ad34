'use client';

import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useEffect, useState, type ReactNode } from 'react';
import { Toaster } from 'sonner';
import { usePanel } from '@/lib/address/use-panel';
import { messages } from './messages';
import { Notices } from './notices';
import { Rail } from './rail';
import { useFrameKeys } from './use-frame-keys';

const CommandMenu = dynamic(() => import('./command-menu').then((part) => part.CommandMenu), { ssr: false });
const KeysDialog = dynamic(() => import('./keys-dialog').then((part) => part.KeysDialog), { ssr: false });
const RightPanel = dynamic(() => import('./right-panel').then((part) => part.RightPanel), { ssr: false });

/** The frame of every signed-in page: rail, content, the document panel on the right, commands. */
export function Frame({ children }: { children: ReactNode }) {
  const [overlay, setOverlay] = useState<'commands' | 'keys' | null>(null);
  const { panel } = usePanel();
  const pathname = usePathname();
  useFrameKeys(setOverlay);
  useEffect(() => {
    document.getElementById('content')?.scrollTo({ top: 0 });
  }, [pathname]);
  return (
    <div className="flex h-dvh flex-col">
      <a
        href="#content"
        className="absolute left-2 top-2 z-50 -translate-y-16 rounded bg-surface px-3 py-2 focus:translate-y-0"
      >
        {messages.skip}
      </a>
      <Notices />
      <div className="flex min-h-0 flex-1 flex-col md:flex-row">
        <Rail onCommands={() => setOverlay('commands')} />
        <main id="content" tabIndex={-1} className="min-h-0 min-w-0 flex-1 overflow-y-auto outline-none">
          {children}
        </main>
        {panel ? <RightPanel panel={panel} /> : null}
      </div>
      {overlay === 'commands' ? (
        <CommandMenu onClose={() => setOverlay(null)} onKeys={() => setOverlay('keys')} />
      ) : null}
      {overlay === 'keys' ? <KeysDialog onClose={() => setOverlay(null)} /> : null}
      <Toaster
        position="bottom-center"
        toastOptions={{
          className: '!bg-surface !text-ink !border !border-line !rounded !shadow-float !font-sans !text-13',
        }}
      />
    </div>
  );
}
