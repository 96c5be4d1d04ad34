'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { TextField } from '@/components/ui/field';
import { ErrorNote, LoadError, SkeletonRows } from '@/components/ui/states';
import { useChangeKey, useKeys } from '@/features/models/queries';
import type { ApiKey } from '@/lib/api/types';
import { formatDate } from '@/lib/format/date';
import { messages } from './messages';

function stateOf(key: ApiKey): string {
  if (key.source === 'environment') return messages.keyServer;
  if (key.source === null) return messages.keyNone;
  return messages.keyEnds(key.lastFour ?? '', key.addedAt ? formatDate(key.addedAt) : '');
}

function KeyRow({ item }: { item: ApiKey }) {
  const [value, setValue] = useState('');
  const [removing, setRemoving] = useState(false);
  const change = useChangeKey();
  const { provider, providerLabel, source } = item;
  return (
    <li className="border-b py-4 last:border-b-0">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <span>
          <span className="font-medium">{providerLabel}</span>{' '}
          <span className="text-ink-2">{stateOf(item)}</span>
        </span>
        {source === 'person' ? (
          <Button
            size="small"
            aria-label={messages.removeOf(providerLabel)}
            onClick={() => setRemoving(true)}
          >
            {messages.keyRemove}
          </Button>
        ) : null}
      </div>
      {source === 'environment' ? null : (
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate({ provider, apiKey: value.trim() }, { onSuccess: () => setValue('') });
          }}
        >
          <div className="flex-1">
            <TextField
              label={messages.keyOf(providerLabel)}
              hideLabel
              type="password"
              autoComplete="off"
              placeholder={messages.keyOf(providerLabel)}
              value={value}
              maxLength={500}
              onChange={(event) => setValue(event.target.value)}
            />
          </div>
          <Button
            type="submit"
            aria-label={messages.saveOf(providerLabel)}
            disabled={value.trim().length < 8 || change.isPending}
          >
            {source === 'person' ? messages.keyReplace : messages.keyAdd}
          </Button>
        </form>
      )}
      {change.error ? <ErrorNote error={change.error} className="mt-2" /> : null}
      {removing ? (
        <ConfirmDialog
          title={messages.removeTitle}
          description={messages.removeText(providerLabel)}
          action={messages.keyRemove}
          onClose={() => setRemoving(false)}
          onConfirm={() => change.mutateAsync({ provider, apiKey: null })}
        />
      ) : null}
    </li>
  );
}

/** One line a provider: last four characters, added when, replace, remove; never the key. */
export function KeyList() {
  const keys = useKeys();
  if (keys.isPending) return <SkeletonRows rows={3} height={72} label={messages.loading} />;
  if (keys.isError) return <LoadError error={keys.error} onRetry={() => void keys.refetch()} />;
  return (
    <div>
      <p className="text-12 text-ink-3">{messages.keyHint}</p>
      <ul aria-label={messages.models}>
        {keys.data.map((item) => (
          <KeyRow key={item.provider} item={item} />
        ))}
      </ul>
    </div>
  );
}
