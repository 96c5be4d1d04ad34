'use client';

import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { wordsOf } from '@/lib/api/problem';
import { IconButton } from './button';

interface EditableTitleProps {
  value: string;
  /** Name of the thing, for the button and the field: "project". */
  thing: string;
  onRename?: (value: string) => Promise<unknown>;
}

/** The serif title of a page, renamed in place: Enter keeps, Escape leaves it as it was. */
export function EditableTitle({ value, thing, onRename }: EditableTitleProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const keep = async () => {
    const next = draft?.trim();
    setDraft(null);
    if (!next || next === value || !onRename) return;
    try {
      await onRename(next);
    } catch (error) {
      const { title, detail } = wordsOf(error);
      toast.error(`${title}. ${detail}`);
      setDraft(next);
    }
  };
  if (draft !== null) {
    return (
      <input
        aria-label={`Name of the ${thing}`}
        autoFocus
        value={draft}
        maxLength={200}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void keep();
          if (event.key === 'Escape') setDraft(null);
        }}
        className="h-9 w-full max-w-[560px] rounded border border-line-strong bg-surface px-2 font-serif text-20 font-semibold"
      />
    );
  }
  return (
    <div className="group flex min-w-0 items-center gap-1">
      <h1 className="min-w-0 truncate font-serif text-26 font-semibold" title={value}>
        {value}
      </h1>
      {onRename ? (
        <IconButton label={`Rename ${thing}`} onClick={() => setDraft(value)}>
          <Pencil aria-hidden />
        </IconButton>
      ) : null}
    </div>
  );
}
