import clsx from 'clsx';
import { useId, type ComponentProps, type ReactNode } from 'react';

const box =
  'w-full rounded border border-line-strong bg-surface px-3 text-14 text-ink placeholder:text-ink-3 disabled:opacity-50 aria-invalid:border-danger';

interface Framed {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  hideLabel?: boolean;
}

function Frame({
  id,
  label,
  hint,
  error,
  hideLabel,
  children,
}: Framed & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-13 font-medium'}>
        {label}
      </label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="text-12 text-ink-3">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-12 text-danger">
          {error}
        </p>
      ) : null}
    </div>
  );
}

function described(id: string, { hint, error }: Framed) {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return { ...(ids ? { 'aria-describedby': ids } : {}), ...(error ? { 'aria-invalid': true } : {}) };
}

export function TextField({
  label,
  hint,
  error,
  hideLabel,
  className,
  ...rest
}: ComponentProps<'input'> & Framed) {
  const id = useId();
  const frame = { label, hint, error, ...(hideLabel ? { hideLabel } : {}) };
  return (
    <Frame id={id} {...frame}>
      <input id={id} {...described(id, frame)} className={clsx(box, 'h-8', className)} {...rest} />
    </Frame>
  );
}

export function TextArea({
  label,
  hint,
  error,
  hideLabel,
  className,
  ...rest
}: ComponentProps<'textarea'> & Framed) {
  const id = useId();
  const frame = { label, hint, error, ...(hideLabel ? { hideLabel } : {}) };
  return (
    <Frame id={id} {...frame}>
      <textarea id={id} {...described(id, frame)} className={clsx(box, 'py-2', className)} {...rest} />
    </Frame>
  );
}

export function SelectField({
  label,
  hint,
  error,
  hideLabel,
  className,
  ...rest
}: ComponentProps<'select'> & Framed) {
  const id = useId();
  const frame = { label, hint, error, ...(hideLabel ? { hideLabel } : {}) };
  return (
    <Frame id={id} {...frame}>
      <select id={id} {...described(id, frame)} className={clsx(box, 'h-8 pr-2', className)} {...rest} />
    </Frame>
  );
}
