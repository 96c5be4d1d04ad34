'use client';

import { ErrorNote } from '@/components/ui/states';

/** The last line of defence: a page that broke while rendering. */
export default function PageFault({ error, reset }: { error: Error; reset(): void }) {
  return (
    <main className="mx-auto max-w-[560px] p-6">
      <ErrorNote error={error} onRetry={reset} />
    </main>
  );
}
