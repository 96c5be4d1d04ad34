import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';

export interface Crumb {
  label: string;
  href: string;
}

interface PageHeadProps {
  crumbs?: Crumb[];
  /** An `h1`: plain text or an EditableTitle. */
  title: ReactNode;
  note?: ReactNode;
  /** At most one primary button, then a menu. */
  actions?: ReactNode;
}

export function PageTitle({ children }: { children: ReactNode }) {
  return <h1 className="truncate font-serif text-26 font-semibold">{children}</h1>;
}

/** Breadcrumb, serif title, actions. */
export function PageHead({ crumbs = [], title, note, actions }: PageHeadProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-3 px-4 pb-4 pt-6 sm:px-8">
      <div className="min-w-0 flex-1 basis-[240px]">
        {crumbs.length > 0 ? (
          <nav aria-label="Breadcrumb" className="mb-1 flex items-center gap-1 text-12 text-ink-3">
            {crumbs.map((crumb, index) => (
              <Fragment key={crumb.href}>
                {index > 0 ? <ChevronRight aria-hidden className="size-3" /> : null}
                <Link href={crumb.href} className="truncate hover:text-ink hover:underline">
                  {crumb.label}
                </Link>
              </Fragment>
            ))}
          </nav>
        ) : null}
        {title}
        {note ? <div className="mt-1 text-13 text-ink-2">{note}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}

export function PageBody({ children }: { children: ReactNode }) {
  return <div className="px-4 pb-16 sm:px-8">{children}</div>;
}
