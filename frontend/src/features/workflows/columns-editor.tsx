'use client';

import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { SelectField, TextArea, TextField } from '@/components/ui/field';
import { columnFormats, type ColumnFormat, type ColumnTemplate } from '@/lib/api/types';
import { formatLabels, messages } from './messages';

export const emptyColumn: ColumnTemplate = { name: '', format: 'text', question: '', tags: [] };

function Tags({
  value,
  onChange,
  disabled,
}: {
  value: string[];
  onChange(tags: string[]): void;
  disabled: boolean;
}) {
  const [text, setText] = useState(value.join(', '));
  return (
    <TextField
      label={messages.tags}
      hint={messages.tagsHint}
      value={text}
      disabled={disabled}
      onChange={(event) => {
        setText(event.target.value);
        onChange(
          event.target.value
            .split(',')
            .map((tag) => tag.trim())
            .filter(Boolean),
        );
      }}
    />
  );
}

/** Name, format, question and tags of one column. */
export function ColumnFields({
  value,
  onChange,
  disabled = false,
}: {
  value: ColumnTemplate;
  onChange(column: ColumnTemplate): void;
  disabled?: boolean;
}) {
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-[1fr_180px]">
        <TextField
          label={messages.columnName}
          value={value.name}
          maxLength={200}
          disabled={disabled}
          onChange={(event) => onChange({ ...value, name: event.target.value })}
        />
        <SelectField
          label={messages.format}
          value={value.format}
          disabled={disabled}
          onChange={(event) => onChange({ ...value, format: event.target.value as ColumnFormat })}
        >
          {columnFormats.map((format) => (
            <option key={format} value={format}>
              {formatLabels[format]}
            </option>
          ))}
        </SelectField>
      </div>
      <TextArea
        label={messages.question}
        rows={3}
        maxLength={4_000}
        value={value.question}
        disabled={disabled}
        onChange={(event) => onChange({ ...value, question: event.target.value })}
      />
      {value.format === 'tag' ? (
        <Tags
          value={value.tags ?? []}
          disabled={disabled}
          onChange={(tags) => onChange({ ...value, tags })}
        />
      ) : null}
    </div>
  );
}

/** What the server takes: tags only with the tag format. */
export function cleanColumn(column: ColumnTemplate): ColumnTemplate {
  const { name, format, question, tags } = column;
  return {
    name: name.trim(),
    format,
    question: question.trim(),
    ...(format === 'tag' ? { tags: tags ?? [] } : {}),
  };
}

export function isComplete(column: ColumnTemplate): boolean {
  return (
    column.name.trim() !== '' &&
    column.question.trim() !== '' &&
    (column.format !== 'tag' || (column.tags?.length ?? 0) >= 2)
  );
}

export function ColumnsEditor({
  columns,
  onChange,
  disabled = false,
}: {
  columns: ColumnTemplate[];
  onChange(columns: ColumnTemplate[]): void;
  disabled?: boolean;
}) {
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-2 text-13 font-medium">{messages.columns}</legend>
      {columns.map((column, index) => (
        <section
          key={index}
          aria-label={messages.column(index + 1)}
          className="rounded border bg-surface p-4"
        >
          <div className="mb-2 flex items-center justify-between">
            <h3 className="text-12 text-ink-3">{messages.column(index + 1)}</h3>
            {disabled ? null : (
              <IconButton
                label={messages.removeColumn(index + 1)}
                onClick={() => onChange(columns.filter((_, at) => at !== index))}
              >
                <X aria-hidden />
              </IconButton>
            )}
          </div>
          <ColumnFields
            value={column}
            disabled={disabled}
            onChange={(next) => onChange(columns.map((known, at) => (at === index ? next : known)))}
          />
        </section>
      ))}
      {disabled ? null : (
        <Button className="self-start" onClick={() => onChange([...columns, emptyColumn])}>
          <Plus aria-hidden />
          {messages.addColumn}
        </Button>
      )}
    </fieldset>
  );
}
