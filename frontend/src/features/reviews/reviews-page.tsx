'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { PageBody, PageHead, PageTitle } from '@/components/ui/page';
import { messages } from './messages';
import { NewReviewDialog } from './new-review-dialog';
import { ReviewList } from './review-list';

/** All reviews; `new` in the address opens the dialog, for a project, documents or a workflow. */
export function ReviewsPage() {
  const search = useSearchParams();
  const router = useRouter();
  const wanted = search.get('new');
  return (
    <>
      <PageHead
        title={<PageTitle>{messages.title}</PageTitle>}
        actions={
          <Button kind="primary" onClick={() => router.push('/reviews?new=')}>
            {messages.create}
          </Button>
        }
      />
      <PageBody>
        <ReviewList />
      </PageBody>
      {wanted === null ? null : (
        <NewReviewDialog
          projectId={wanted || null}
          documentIds={search.get('documents')?.split(',') ?? []}
          workflowId={search.get('workflow')}
          onClose={() => router.replace('/reviews')}
          onCreated={(review) => router.replace(`/reviews/${review.id}`)}
        />
      )}
    </>
  );
}
