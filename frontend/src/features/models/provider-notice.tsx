'use client';

import { useCallback, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { ErrorNote } from '@/components/ui/states';
import type { Model } from '@/lib/api/types';
import { useAccount, useChangeAccount } from './queries';

/**
 * Before the first text leaves for a provider, says which one receives it. `guard` runs the act at once when the
 * provider is known and accepted, else after the person agrees.
 */
export function useProviderNotice() {
  const account = useAccount();
  const change = useChangeAccount();
  const [asked, setAsked] = useState<{ model: Model; act: () => void } | null>(null);
  const accepted = account.data?.acceptedProviders;
  const guard = useCallback(
    (model: Model | undefined, act: () => void) => {
      if (!model?.external || accepted?.includes(model.provider)) act();
      else setAsked({ model, act });
    },
    [accepted],
  );
  const notice = asked ? (
    <Dialog
      open
      onClose={() => setAsked(null)}
      title={`Send text to ${asked.model.providerLabel}?`}
      description={`${asked.model.label} is run by ${asked.model.providerLabel}. Your questions and the text of the documents they need leave this installation for it. You are asked once per provider.`}
    >
      {change.error ? <ErrorNote error={change.error} /> : null}
      <DialogActions>
        <Button onClick={() => setAsked(null)}>Cancel</Button>
        <Button
          kind="primary"
          disabled={change.isPending}
          onClick={() =>
            change.mutate(
              { acceptedProviders: [...(accepted ?? []), asked.model.provider] },
              {
                onSuccess: () => {
                  setAsked(null);
                  asked.act();
                },
              },
            )
          }
        >
          Send to {asked.model.providerLabel}
        </Button>
      </DialogActions>
    </Dialog>
  ) : null;
  return { guard, notice };
}
