import type { ReactNode } from 'react';
import { messages } from './messages';

/** The quiet page around Clerk's forms. */
export function SignedOutFrame({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 px-4 py-10">
      <div className="text-center">
        <p className="font-serif text-26 font-semibold">{messages.product}</p>
        <p className="mt-1 text-14 text-ink-2">{messages.promise}</p>
      </div>
      {children}
    </main>
  );
}
