import { cva, type VariantProps } from 'class-variance-authority';
import clsx from 'clsx';
import type { ComponentProps } from 'react';

const look = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded font-medium transition-colors disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      kind: {
        primary: 'bg-accent text-accent-ink hover:bg-accent-hover',
        secondary: 'border border-line-strong bg-surface text-ink hover:bg-hover',
        quiet: 'text-ink-2 hover:bg-hover hover:text-ink',
        danger: 'border border-danger bg-surface text-danger hover:bg-danger-soft',
      },
      size: { normal: 'h-8 px-3 text-13', small: 'h-7 px-2 text-12', icon: 'size-8' },
    },
    defaultVariants: { kind: 'secondary', size: 'normal' },
  },
);

export type ButtonLook = VariantProps<typeof look>;

export function buttonClass({ kind, size }: ButtonLook = {}): string {
  return look({ kind, size });
}

export function Button({ kind, size, className, ...rest }: ComponentProps<'button'> & ButtonLook) {
  return <button type="button" {...rest} className={clsx(look({ kind, size }), className)} />;
}

/** A button that shows an icon alone; `label` is its name and its tooltip. */
export function IconButton({
  label,
  kind = 'quiet',
  ...rest
}: ComponentProps<'button'> & ButtonLook & { label: string }) {
  return <Button aria-label={label} title={label} kind={kind} size="icon" {...rest} />;
}
