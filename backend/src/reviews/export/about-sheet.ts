import type { Workbook, Worksheet } from 'exceljs';
import { flagMeanings, flagWords, styleBody, tint } from './look.ts';
import { maxNotes } from './review-sheet.ts';
import { isCut, safeText } from './safe-text.ts';
import type { ExportedCell, ReviewExport } from './types.ts';

/** What the workbook is: of which review, made when and by which model, how complete, and what could not be read. */
export function addAboutSheet(workbook: Workbook, review: ReviewExport): void {
  const sheet = workbook.addWorksheet('About');
  sheet.columns = [{ width: 28 }, { width: 24 }, { width: 90 }];
  addPair(sheet, 'Review', review.title);
  addPair(sheet, 'Project', review.projectName);
  addPair(sheet, 'Exported', showInstant(review.exportedAt));
  addPair(sheet, 'Model of the last run', review.run?.model ?? 'Never run');
  if (review.run !== null) addPair(sheet, 'Last run', runText(review.run));
  addCounts(sheet, review);
  addProblems(sheet, review);
  addLegend(sheet);
  addQuestions(sheet, review);
}

function runText(run: NonNullable<ReviewExport['run']>): string {
  const ended = run.finishedAt === null ? '' : `, ended ${showInstant(run.finishedAt)}`;
  return `${run.status}, started ${showInstant(run.createdAt)}${ended}, ${run.documentsDone} of ${run.documents} documents`;
}

const STATUSES: [status: ExportedCell['status'], words: string][] = [
  ['done', 'Answered'],
  ['stale', 'Out of date (question changed)'],
  ['unreadable', 'Cannot be read'],
  ['failed', 'Failed'],
  ['running', 'Running when exported'],
];

function addCounts(sheet: Worksheet, review: ReviewExport): void {
  addTitle(sheet, 'Contents');
  addPair(sheet, 'Documents', review.documents.length);
  addPair(sheet, 'Columns', review.columns.length);
  const total = review.documents.length * review.columns.length;
  let counted = 0;
  addPair(sheet, 'Cells', total);
  for (const [status, words] of STATUSES) {
    const count = review.cells.filter((cell) => cell.status === status).length;
    counted += count;
    if (count > 0 || status === 'done') addPair(sheet, words, count);
  }
  if (total > counted) addPair(sheet, 'Not run', total - counted);
  const citations = review.cells.flatMap((cell) => cell.citations);
  const lost = citations.filter((citation) => citation.status === 'not_found').length;
  addPair(sheet, 'Quotes found', citations.length - lost);
  addPair(sheet, 'Quotes not found', lost);
  const long = review.cells.filter((cell) => isCut(cell.value ?? '') || isCut(cell.reasoning ?? '')).length;
  if (long > 0) addPair(sheet, 'Cells cut for length', long);
  if (total > maxNotes)
    addPair(sheet, 'Notes', 'Left out for size; flags and reasoning stand under "Sources".');
}

/** Named one by one: an unread document must not pass for one that says nothing. */
function addProblems(sheet: Worksheet, review: ReviewExport): void {
  const columns = new Map(review.columns.map((column) => [column.id, column.name]));
  const lines = review.documents.flatMap((document) => {
    const own = review.cells.filter((cell) => cell.documentId === document.id);
    const unreadable = own.find((cell) => cell.status === 'unreadable');
    const documentLine =
      unreadable !== undefined || document.status === 'unreadable' || document.status === 'failed'
        ? [[document.name, 'all columns', unreadable?.error?.text ?? 'The document cannot be read.']]
        : [];
    const failed = own.filter((cell) => cell.status === 'failed');
    return [
      ...documentLine,
      ...failed.map((cell) => [
        document.name,
        columns.get(cell.columnId) ?? '',
        cell.error?.text ?? 'Failed.',
      ]),
    ];
  });
  addTitle(sheet, 'Could not be read or failed');
  if (lines.length === 0) addPair(sheet, 'None', '');
  for (const line of lines) addLine(sheet, line);
}

function addLegend(sheet: Worksheet): void {
  addTitle(sheet, 'Flags');
  for (const flag of ['green', 'yellow', 'red', 'grey'] as const) {
    addPair(sheet, flagWords[flag], flagMeanings[flag]);
    const mark = sheet.lastRow?.getCell(1);
    if (mark !== undefined) mark.style = { ...mark.style, ...tint(flag) };
  }
}

function addQuestions(sheet: Worksheet, review: ReviewExport): void {
  addTitle(sheet, 'Questions');
  for (const column of review.columns)
    addLine(sheet, [column.name, column.format.replaceAll('_', ' '), column.question]);
}

function addTitle(sheet: Worksheet, text: string): void {
  sheet.addRow([]);
  const cell = sheet.addRow([text]).getCell(1);
  cell.font = { name: 'Calibri', size: 11, bold: true };
}

function addPair(sheet: Worksheet, label: string, value: string | number): void {
  const row = sheet.addRow([label, typeof value === 'number' ? value : safeText(value)]);
  styleBody(row.getCell(1), { bold: true });
  styleBody(row.getCell(2));
  sheet.mergeCells(row.number, 2, row.number, 3);
}

function addLine(sheet: Worksheet, texts: readonly string[]): void {
  const row = sheet.addRow(texts.map(safeText));
  row.eachCell((cell, column) => styleBody(cell, { bold: column === 1 }));
}

function showInstant(instant: string | Date): string {
  const at = new Date(instant);
  const day = at.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return `${day}, ${at.toISOString().slice(11, 16)} UTC`;
}
