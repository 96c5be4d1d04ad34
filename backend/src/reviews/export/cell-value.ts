import { displayValue, parseValue, type ColumnFormat } from '../formats/index.ts';
import { safeText } from './safe-text.ts';
import type { ExportedCell, ExportedColumn } from './types.ts';

/** What a cell of the workbook holds: numbers and dates as such, everything else as text. */
export interface SheetValue {
  value: string | number | Date;
  /** Excel number format. */
  format?: string;
}

/** Excel keeps fifteen digits; a longer number would silently change. */
const MAX_EXACT = 1e15;
/** Excel counts days from 1900 and has a day too many before March of that year. */
const FIRST_DATE = '1900-03-01';

/** The answer of a cell, typed by the format of its column where it can be. */
export function answerValue(column: ExportedColumn, cell: ExportedCell): SheetValue {
  const raw = cell.value ?? '';
  const format = column.format as ColumnFormat;
  const parsed = parseValue(format, raw, column.tags);
  const text = { value: safeText(displayValue(format, raw, column.tags)) };
  if (!parsed.ok) return text;
  const { typed } = parsed;
  switch (typed.kind) {
    case 'number':
      return isExact(typed.number) ? { value: typed.number, format: numberFormat(typed.number) } : text;
    case 'percentage':
      return { value: typed.fraction, format: `0${decimals(typed.decimals)}%` };
    case 'amount': {
      if (!isExact(typed.number)) return text;
      const currency = typed.currency === null ? '' : `"${typed.currency}" `;
      return { value: typed.number, format: `${currency}#,##0${decimals(typed.decimals)}` };
    }
    case 'date':
      if (typed.iso < FIRST_DATE) return text;
      return { value: new Date(`${typed.iso}T00:00:00Z`), format: 'd mmm yyyy' };
    default:
      return text;
  }
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) < MAX_EXACT;
}

function numberFormat(value: number): string {
  return Number.isInteger(value) ? '#,##0' : '#,##0.##########';
}

function decimals(count: number): string {
  return count === 0 ? '' : `.${'0'.repeat(Math.min(count, 10))}`;
}

/** What stands in the place of an answer that is not there; null when there is one. */
export function absence(cell: ExportedCell | undefined): string | null {
  switch (cell?.status) {
    case 'done':
    case 'stale':
      return null;
    case 'unreadable':
      return `Cannot be read${because(cell)}`;
    case 'failed':
      return `Failed${because(cell)}`;
    case 'running':
      return 'Running when exported';
    default:
      return 'Not run';
  }
}

function because(cell: ExportedCell): string {
  return cell.error === null ? '' : `: ${cell.error.text}`;
}
