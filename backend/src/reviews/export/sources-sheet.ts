import type { Workbook } from 'exceljs';
import { displayValue, type ColumnFormat } from '../formats/index.ts';
import { absence } from './cell-value.ts';
import { flagWords, styleBody, styleHead, tint } from './look.ts';
import { cellsByPlace } from './review-sheet.ts';
import { safeText } from './safe-text.ts';
import type { ExportedCell, ExportedCitation, ExportedColumn, ReviewExport } from './types.ts';

const HEAD: [header: string, width: number][] = [
  ['Document', 30],
  ['Column', 24],
  ['Answer', 40],
  ['Flag', 10],
  ['Reasoning', 50],
  ['Quote', 60],
  ['Page', 8],
  ['Quote checked', 26],
];

const CHECKS: Record<ExportedCitation['status'], string> = {
  verified: 'Found in the document',
  corrected: 'Found; page corrected',
  not_found: 'Not found in the document: no evidence',
};

/** One row for each quote, and one for each answer without a quote, in the order of the table. */
export function addSourcesSheet(workbook: Workbook, review: ReviewExport): void {
  const sheet = workbook.addWorksheet('Sources');
  sheet.columns = HEAD.map(([header, width]) => ({ header, width }));
  const cells = cellsByPlace(review);
  for (const document of review.documents) {
    for (const column of review.columns) {
      const cell = cells.get(`${document.id} ${column.id}`);
      if (cell === undefined) continue;
      const quotes = cell.citations.length === 0 ? [undefined] : cell.citations;
      for (const quote of quotes) {
        const row = sheet.addRow(sourceRow(document.name, column, cell, quote));
        row.eachCell({ includeEmpty: true }, (target) => {
          styleBody(target, { muted: quote?.status === 'not_found' && [6, 8].includes(Number(target.col)) });
        });
        if (cell.flag !== null && absence(cell) === null)
          row.getCell(4).style = { ...row.getCell(4).style, ...tint(cell.flag) };
      }
    }
  }
  styleHead(sheet, 2);
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: HEAD.length } };
}

function sourceRow(
  documentName: string,
  column: ExportedColumn,
  cell: ExportedCell,
  quote: ExportedCitation | undefined,
): (string | number)[] {
  const missing = absence(cell);
  const answer = missing ?? displayValue(column.format as ColumnFormat, cell.value ?? '', column.tags);
  const answered = missing === null;
  return [
    safeText(documentName),
    safeText(column.name),
    safeText(cell.status === 'stale' ? `${answer}\n(out of date: the question was changed)` : answer),
    answered && cell.flag !== null ? flagWords[cell.flag] : '',
    safeText(answered ? (cell.reasoning ?? '') : ''),
    safeText(quote?.quote ?? ''),
    quote !== undefined && quote.status !== 'not_found' ? (quote.page ?? '') : '',
    quote === undefined ? (answered ? 'No quote given' : '') : CHECKS[quote.status],
  ];
}
