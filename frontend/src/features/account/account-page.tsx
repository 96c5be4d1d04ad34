'use client';

import { useEffect, useState, type ReactNode } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import { PageBody, PageHead, PageTitle } from '@/components/ui/page';
import { ErrorNote, LoadError, SkeletonRows } from '@/components/ui/states';
import { readTheme, themes, writeTheme, type Theme } from '@/features/appearance/theme';
import { useAccount, useChangeAccount, useModels, type AccountChange } from '@/features/models/queries';
import type { Account } from '@/lib/api/types';
import { KeyList } from './key-list';
import { messages } from './messages';

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="grid gap-4 border-b py-8 first:pt-2 last:border-b-0 md:grid-cols-[200px_minmax(0,480px)]"
    >
      <h2 className="font-serif text-16 font-semibold">{title}</h2>
      <div className="flex flex-col gap-4">{children}</div>
    </section>
  );
}

function Profile({ account }: { account: Account }) {
  const change = useChangeAccount();
  const [displayName, setDisplayName] = useState(account.displayName ?? account.name ?? '');
  const [organisation, setOrganisation] = useState(account.organisation ?? '');
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(
          { displayName: displayName.trim() || null, organisation: organisation.trim() || null },
          { onSuccess: () => toast(messages.saved) },
        );
      }}
    >
      <TextField label={messages.email} value={account.email ?? ''} readOnly />
      <TextField
        label={messages.displayName}
        value={displayName}
        maxLength={200}
        onChange={(event) => setDisplayName(event.target.value)}
      />
      <TextField
        label={messages.organisation}
        value={organisation}
        maxLength={200}
        onChange={(event) => setOrganisation(event.target.value)}
      />
      {change.error ? <ErrorNote error={change.error} /> : null}
      <Button type="submit" kind="primary" className="self-start" disabled={change.isPending}>
        {messages.save}
      </Button>
    </form>
  );
}

function ModelChoice({ account }: { account: Account }) {
  const change = useChangeAccount();
  const models = (useModels().data ?? []).filter(({ available }) => available);
  const field = (label: string, name: 'chatModel' | 'tabularModel') => (
    <SelectField
      label={label}
      value={account[name] ?? ''}
      onChange={(event) => change.mutate({ [name]: event.target.value || null } satisfies AccountChange)}
    >
      <option value="">{messages.automatic}</option>
      {models.map((model) => (
        <option key={model.id} value={model.id}>
          {model.label}
        </option>
      ))}
    </SelectField>
  );
  return (
    <>
      {field(messages.chatModel, 'chatModel')}
      {field(messages.tabularModel, 'tabularModel')}
      {change.error ? <ErrorNote error={change.error} /> : null}
    </>
  );
}

function Appearance() {
  const [theme, setTheme] = useState<Theme>('system');
  useEffect(() => {
    // Known to the browser alone.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setTheme(readTheme());
  }, []);
  return (
    <fieldset className="flex flex-wrap gap-6">
      <legend className="sr-only">{messages.appearance}</legend>
      {themes.map((choice) => (
        <label key={choice} className="flex h-8 items-center gap-2">
          <input
            type="radio"
            name="theme"
            value={choice}
            checked={theme === choice}
            onChange={() => {
              setTheme(choice);
              writeTheme(choice);
            }}
            className="size-4 accent-(--accent)"
          />
          {messages.themes[choice]}
        </label>
      ))}
    </fieldset>
  );
}

export function AccountPage() {
  const account = useAccount();
  return (
    <>
      <PageHead title={<PageTitle>{messages.title}</PageTitle>} />
      <PageBody>
        {account.isPending ? <SkeletonRows rows={8} height={48} label={messages.loading} /> : null}
        {account.isError ? <LoadError error={account.error} onRetry={() => void account.refetch()} /> : null}
        {account.data ? (
          <>
            <Part title={messages.profile}>
              <Profile account={account.data} />
            </Part>
            <Part title={messages.models}>
              <ModelChoice account={account.data} />
              <KeyList />
            </Part>
            <Part title={messages.appearance}>
              <Appearance />
            </Part>
          </>
        ) : null}
      </PageBody>
    </>
  );
}
