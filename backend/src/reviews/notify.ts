import { and, eq, sql } from 'drizzle-orm';
import { reviewRuns, tabularCells, tabularReviews } from '../db/schema/index.ts';
import { escapeHtml, type Mailer } from '../mail/ses.ts';
import type { Services } from '../services.ts';

/** Mails the owner of a finished run a link to it; the run remembers, so that a retried job mails once more at most. */
export async function notifyReviewFinished(services: Services, mailer: Mailer, runId: string): Promise<void> {
  const { db, identity, settings, logger } = services;
  const [row] = await db
    .select({ run: reviewRuns, review: tabularReviews })
    .from(reviewRuns)
    .innerJoin(tabularReviews, eq(tabularReviews.id, reviewRuns.reviewId))
    .where(and(eq(reviewRuns.id, runId), eq(reviewRuns.notify, 'pending')));
  if (!row) return;
  const person = await identity.person(row.run.userId);
  if (person?.email) {
    const counts = await db
      .select({ status: tabularCells.status, count: sql<number>`count(*)::int` })
      .from(tabularCells)
      .where(eq(tabularCells.reviewId, row.review.id))
      .groupBy(tabularCells.status);
    await mailer.send({
      to: person.email,
      ...finishedMail(row.review.title, `${settings.WEB_ORIGIN}/reviews/${row.review.id}`, counts),
    });
  } else {
    logger.warn({ runId }, 'the owner of the review has no verified address');
  }
  await db.update(reviewRuns).set({ notify: 'sent' }).where(eq(reviewRuns.id, runId));
}

function finishedMail(title: string, link: string, counts: { status: string; count: number }[]) {
  const of = (status: string): number => counts.find((one) => one.status === status)?.count ?? 0;
  const lines = [
    `${of('done')} ${of('done') === 1 ? 'cell is' : 'cells are'} answered.`,
    ...(of('failed') > 0 ? [`${of('failed')} failed and can be run again.`] : []),
    ...(of('unreadable') > 0
      ? [`${of('unreadable')} could not be answered: the document cannot be read.`]
      : []),
  ];
  const text = `The review "${title}" has finished.\n\n${lines.join('\n')}\n\nOpen it: ${link}\n`;
  const html = `<p>The review <strong>${escapeHtml(title)}</strong> has finished.</p><p>${lines.map(escapeHtml).join('<br>')}</p><p><a href="${escapeHtml(link)}">Open the review</a></p>`;
  return { subject: `Review finished: ${title}`.replace(/\s+/g, ' ').slice(0, 200), text, html };
}
