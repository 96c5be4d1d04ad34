'use client';

import Link from 'next/link';
import { EmptyState, LoadError, SkeletonRows } from '@/components/ui/states';
import { buttonClass } from '@/components/ui/button';
import { useListKeys } from '@/components/ui/use-list-keys';
import { formatDate } from '@/lib/format/date';
import { messages } from './messages';
import { useReviews } from './queries';
import { RunWord } from './run-word';

const head = 'h-9 border-b px-3 text-left text-12 font-medium text-ink-3';
const cell = 'h-9 border-b px-3 text-14';

/** The reviews of a project, or all of them. */
export function ReviewList({ projectId }: { projectId?: string }) {
  const reviews = useReviews(projectId);
  const onKeyDown = useListKeys();
  const { columns } = messages;
  if (reviews.isPending) return <SkeletonRows rows={5} height={36} label={messages.loading} />;
  if (reviews.isError) return <LoadError error={reviews.error} onRetry={() => void reviews.refetch()} />;
  if (reviews.data.length === 0) {
    return (
      <EmptyState
        title={messages.emptyTitle}
        text={messages.emptyText}
        action={
          projectId ? (
            <Link href={`/reviews?new=${projectId}`} className={buttonClass()}>
              {messages.create}
            </Link>
          ) : null
        }
      />
    );
  }
  return (
    <div className="overflow-x-auto rounded border bg-surface">
      <table aria-label={messages.title} className="w-full border-collapse" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th className={head}>{columns.title}</th>
            {projectId ? null : <th className={`${head} hidden md:table-cell`}>{columns.project}</th>}
            <th className={`${head} hidden text-right sm:table-cell`}>{columns.documents}</th>
            <th className={`${head} hidden text-right sm:table-cell`}>{columns.columns}</th>
            <th className={head}>{columns.state}</th>
            <th className={`${head} hidden text-right md:table-cell`}>{columns.created}</th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {reviews.data.map((review) => (
            <tr key={review.id} className="hover:bg-hover">
              <td className={`${cell} w-full max-w-0`}>
                <Link
                  data-row
                  href={`/reviews/${review.id}`}
                  title={review.title}
                  className="block truncate font-medium hover:underline"
                >
                  {review.title}
                </Link>
              </td>
              {projectId ? null : (
                <td className={`${cell} hidden max-w-[200px] truncate text-ink-2 md:table-cell`}>
                  {review.projectName}
                </td>
              )}
              <td className={`${cell} hidden text-right sm:table-cell`}>{review.documentCount}</td>
              <td className={`${cell} hidden text-right sm:table-cell`}>{review.columnCount}</td>
              <td className={`${cell} whitespace-nowrap`}>
                <RunWord run={review.run} />
              </td>
              <td className={`${cell} hidden whitespace-nowrap text-right text-ink-2 md:table-cell`}>
                {formatDate(review.createdAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
