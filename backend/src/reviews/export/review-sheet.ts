import type { Cell, Workbook } from 'exceljs';
import type { ColumnFormat } from '../formats/index.ts';
import { absence, answerValue } from './cell-value.ts';
import { flagMeanings, flagWords, styleBody, styleHead, tint } from './look.ts';
import { safeText } from './safe-text.ts';
import type { ExportedCell, ExportedColumn, ReviewExport } from './types.ts';

const WIDTHS: Record<ColumnFormat, number> = {
  text: 46,
  bulleted_list: 40,
  number: 14,
  percentage: 14,
  monetary_amount: 20,
  currency: 14,
  yes_no: 12,
  date: 15,
  tag: 18,
};
/** Above this many cells Excel opens a sheet full of notes slowly; all they say stands under "Sources" too. */
export const maxNotes = 5_000;
const NOTE_CHARACTERS = 1_500;

/** Documents down, columns across: the answers, with the flag as fill and, by its word, in a note. */
export function addReviewSheet(workbook: Workbook, review: ReviewExport): void {
  const sheet = workbook.addWorksheet('Review');
  sheet.columns = [
    { header: 'Document', width: 34 },
    ...review.columns.map((column) => ({ header: safeText(column.name), width: WIDTHS[column.format] })),
  ];
  const withNotes = review.documents.length * review.columns.length <= maxNotes;
  const cells = cellsByPlace(review);
  for (const document of review.documents) {
    const row = sheet.addRow([safeText(document.name)]);
    styleBody(row.getCell(1), { bold: true });
    for (const [index, column] of review.columns.entries()) {
      const source = cells.get(`${document.id} ${column.id}`);
      fillCell(row.getCell(index + 2), column, source, withNotes);
    }
  }
  styleHead(sheet, 1);
}

/** By document and column, separated by a space, which no id holds. */
export function cellsByPlace(review: ReviewExport): Map<string, ExportedCell> {
  return new Map(review.cells.map((cell) => [`${cell.documentId} ${cell.columnId}`, cell]));
}

function fillCell(
  target: Cell,
  column: ExportedColumn,
  source: ExportedCell | undefined,
  withNote: boolean,
): void {
  const missing = absence(source);
  styleBody(target, { muted: missing !== null });
  if (source === undefined || missing !== null) {
    target.value = safeText(missing ?? '');
    return;
  }
  const { value, format } = answerValue(column, source);
  target.value = value;
  if (format !== undefined) target.numFmt = format;
  if (source.flag !== null) target.fill = tint(source.flag).fill ?? target.fill;
  const note = noteOf(source);
  if (withNote && note !== '') target.note = safeText(note);
}

function noteOf(cell: ExportedCell): string {
  const reasoning = cell.reasoning ?? '';
  const short =
    reasoning.length > NOTE_CHARACTERS
      ? `${reasoning.slice(0, NOTE_CHARACTERS)} (more under "Sources")`
      : reasoning;
  const flag = cell.flag === null ? '' : `${flagWords[cell.flag]}: ${flagMeanings[cell.flag].toLowerCase()}.`;
  const stale = cell.status === 'stale' ? 'Out of date: the question was changed after this answer.' : '';
  return [flag, stale, short].filter((part) => part !== '').join('\n');
}
