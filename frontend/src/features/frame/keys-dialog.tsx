'use client';

import { Dialog } from '@/components/ui/dialog';
import { keyList, messages } from './messages';

export function KeysDialog({ onClose }: { onClose(): void }) {
  return (
    <Dialog open onClose={onClose} title={messages.keys}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-13">
        {keyList.map(([keys, act]) => (
          <div key={keys} className="contents">
            <dt className="font-medium">{keys}</dt>
            <dd className="text-ink-2">{act}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
