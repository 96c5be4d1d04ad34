import type { Response } from 'express';
import { contentDisposition } from '../storage/content-disposition.ts';
import type { Services } from '../services.ts';
import { exportReview } from './export/index.ts';
import { readReview } from './service.ts';

/** Sends the review as an Excel workbook. */
export async function sendReviewWorkbook(services: Services, reviewId: string, res: Response): Promise<void> {
  const review = await readReview(services, reviewId);
  const bytes = await exportReview({ ...review, exportedAt: new Date() });
  res.status(200).set({
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': contentDisposition('attachment', `${review.title}.xlsx`),
  });
  res.send(bytes);
}
