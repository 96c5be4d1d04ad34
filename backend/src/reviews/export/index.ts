import ExcelJS from 'exceljs';
import { addAboutSheet } from './about-sheet.ts';
import { addReviewSheet } from './review-sheet.ts';
import { safeText } from './safe-text.ts';
import { addSourcesSheet } from './sources-sheet.ts';
import type { ReviewExport } from './types.ts';

/**
 * A review as an Excel workbook (xlsx bytes) with the sheets Review, Sources and About. Numbers, percentages, amounts
 * and dates are typed; everything else is text, and no text becomes a formula.
 */
export async function exportReview(review: ReviewExport): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Chancery';
  workbook.title = safeText(review.title);
  workbook.created = review.exportedAt;
  workbook.modified = review.exportedAt;
  addReviewSheet(workbook, review);
  addSourcesSheet(workbook, review);
  addAboutSheet(workbook, review);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
