import {
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import { styleIds } from './look.ts';
import { isRightToLeft, runsOf } from './runs.ts';
import type { DraftTable } from './schema.ts';

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '9A9A9A' };
const BORDERS = {
  top: LINE,
  bottom: LINE,
  left: LINE,
  right: LINE,
  insideHorizontal: LINE,
  insideVertical: LINE,
};

/** A table as wide as the text (`width`, twips) and as many columns as its longest row; shorter rows are filled up. */
export function draftTable(block: DraftTable, width: number): Table {
  const all = [...(block.header === undefined ? [] : [block.header]), ...block.rows];
  const columns = Math.max(...all.map((row) => row.length));
  const widths = columnWidths(all, columns, width);
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: BORDERS,
    margins: { left: 100, right: 100, top: 20, bottom: 20 },
    rows: all.map((cells, index) => tableRow(cells, widths, index === 0 && block.header !== undefined)),
  });
}

function tableRow(cells: readonly string[], widths: readonly number[], header: boolean): TableRow {
  return new TableRow({
    tableHeader: header,
    cantSplit: header,
    children: widths.map((size, column) => {
      const text = cells[column] ?? '';
      return new TableCell({
        width: { size, type: WidthType.DXA },
        verticalAlign: VerticalAlign.TOP,
        ...(header ? { shading: { fill: 'EFEFEC', color: 'auto', type: 'clear' as const } } : {}),
        children: [
          new Paragraph({
            style: header ? styleIds.headerCell : styleIds.cell,
            ...(isRightToLeft(text) ? { bidirectional: true } : {}),
            children: runsOf(text),
          }),
        ],
      });
    }),
  });
}

/** No column goes below this share of an even split: a narrow one must still hold a word. */
const LEAST_SHARE = 0.3;

/**
 * Widths in twips that add up to `width`, following how much text each column holds. The root keeps a column of
 * long paragraphs from squeezing the others to a letter a line.
 */
export function columnWidths(rows: readonly (readonly string[])[], columns: number, width: number): number[] {
  const weights = Array.from({ length: columns }, (_, column) => {
    const lengths = rows.map((row) => [...(row[column] ?? '')].length);
    return Math.sqrt(Math.max(6, ...lengths.map((length) => Math.min(length, 400))));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const least = LEAST_SHARE / columns;
  const shares = weights.map((weight) => least + (1 - LEAST_SHARE) * (weight / total));
  const widths = shares.map((share) => Math.floor(share * width));
  const spare = width - widths.reduce((sum, each) => sum + each, 0);
  widths[0] = (widths[0] ?? 0) + spare;
  return widths;
}
