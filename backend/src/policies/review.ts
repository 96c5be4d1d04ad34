import { and, eq } from 'drizzle-orm';
import { projects, reviewColumns, tabularReviews } from '../db/schema/index.ts';
import { fail } from '../errors/catalogue.ts';
import type { Actor, Policy, PolicyContext } from './policy.ts';

export type ReviewRow = typeof tabularReviews.$inferSelect;
export type ColumnRow = typeof reviewColumns.$inferSelect;

async function visibleReview(context: PolicyContext, actor: Actor, reviewId: string): Promise<ReviewRow> {
  const [row] = await context.db
    .select({ review: tabularReviews })
    .from(tabularReviews)
    .innerJoin(projects, eq(projects.id, tabularReviews.projectId))
    .where(and(eq(tabularReviews.id, reviewId), eq(projects.userId, actor.userId)));
  if (!row) throw fail('not_found');
  return row.review;
}

function ofReview(verb: string): Policy<{ reviewId: string }, ReviewRow> {
  return {
    name: `review.${verb}`,
    authorize: (context, actor, params) => visibleReview(context, actor, params.reviewId),
  };
}

export const canReadReview = ofReview('read');
export const canChangeReview = ofReview('change');
export const canDeleteReview = ofReview('delete');
export const canRunReview = ofReview('run');
export const canExportReview = ofReview('export');

/** A column of a review the actor may change. */
export const canChangeColumn: Policy<
  { reviewId: string; columnId: string },
  { review: ReviewRow; column: ColumnRow }
> = {
  name: 'review.change-column',
  async authorize(context, actor, params) {
    const review = await visibleReview(context, actor, params.reviewId);
    const [column] = await context.db
      .select()
      .from(reviewColumns)
      .where(and(eq(reviewColumns.id, params.columnId), eq(reviewColumns.reviewId, review.id)));
    if (!column) throw fail('not_found');
    return { review, column };
  },
};
