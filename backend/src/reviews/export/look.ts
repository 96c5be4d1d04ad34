import type { Cell, Style, Worksheet } from 'exceljs';
import type { ExportedCell } from './types.ts';

type Flag = NonNullable<ExportedCell['flag']>;

export const flagWords: Record<Flag, string> = {
  green: 'Green',
  yellow: 'Yellow',
  red: 'Red',
  grey: 'Grey',
};

export const flagMeanings: Record<Flag, string> = {
  green: 'Usual or favourable',
  yellow: 'Needs attention',
  red: 'Unfavourable',
  grey: 'Neutral, or not found',
};

const tints: Record<Flag, string> = {
  green: 'FFE3EFE1',
  yellow: 'FFFBF0CE',
  red: 'FFF6DCD8',
  grey: 'FFECECEA',
};

const FONT = 'Calibri';
const LINE = { style: 'thin', color: { argb: 'FFD5D5D0' } } as const;
const BORDER = { top: LINE, bottom: LINE, left: LINE, right: LINE };

export function tint(flag: Flag): Partial<Style> {
  return { fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: tints[flag] } } };
}

export function styleBody(cell: Cell, more: { muted?: boolean; bold?: boolean } = {}): void {
  cell.font = {
    name: FONT,
    size: 10,
    bold: more.bold === true,
    italic: more.muted === true,
    color: { argb: more.muted === true ? 'FF6B6B66' : 'FF1A1A1A' },
  };
  cell.alignment = { vertical: 'top', horizontal: 'left', wrapText: true };
  cell.border = BORDER;
}

/** Bold head that stays in view, with `frozenColumns` at the left; a page across when printed. */
export function styleHead(sheet: Worksheet, frozenColumns: number): void {
  const head = sheet.getRow(1);
  head.eachCell((cell) => {
    cell.font = { name: FONT, size: 10, bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEFEFEC' } };
    cell.alignment = { vertical: 'middle', wrapText: true };
    cell.border = BORDER;
  });
  sheet.views = [{ state: 'frozen', xSplit: frozenColumns, ySplit: 1 }];
  sheet.pageSetup = {
    orientation: 'landscape',
    paperSize: 9,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
  };
  sheet.pageSetup.printTitlesRow = '1:1';
}
