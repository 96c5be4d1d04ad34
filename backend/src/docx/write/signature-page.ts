import {
  BorderStyle,
  HeightRule,
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
import type { DraftSignaturePage } from './schema.ts';

const LABEL_WIDTH = 1_400;
const LINE_WIDTH = 4_600;
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
};
const RULE = { style: BorderStyle.SINGLE, size: 4, color: '6A6A6A' };

type Party = DraftSignaturePage['parties'][number];

/**
 * A page of its own with a block for each party: name, then lines for signature, name, office and date. Nothing on
 * it is numbered, and a block never breaks across pages.
 */
export function signaturePage(block: DraftSignaturePage): (Paragraph | Table)[] {
  const intro = block.intro ?? '';
  const first = new Paragraph({
    style: intro === '' ? styleIds.gap : styleIds.body,
    pageBreakBefore: true,
    ...(isRightToLeft(intro) ? { bidirectional: true } : {}),
    keepNext: true,
    children: runsOf(intro),
  });
  return [first, ...block.parties.flatMap(partyBlock)];
}

function partyBlock(party: Party): (Paragraph | Table)[] {
  const name = new Paragraph({
    style: styleIds.signatory,
    ...(isRightToLeft(party.name) ? { bidirectional: true } : {}),
    children: runsOf(party.name),
  });
  const lines = [
    line('Signature', '', 760),
    line('Name', party.signatory ?? '', 440),
    line('Title', party.title ?? '', 440),
    line('Date', '', 440, true),
  ];
  const table = new Table({
    width: { size: LABEL_WIDTH + LINE_WIDTH, type: WidthType.DXA },
    columnWidths: [LABEL_WIDTH, LINE_WIDTH],
    layout: TableLayoutType.FIXED,
    borders: NO_BORDERS,
    rows: lines,
  });
  return [name, table];
}

/** One ruled line, `height` twips at least; all but the last stay with the one below. */
function line(label: string, text: string, height: number, last = false): TableRow {
  return new TableRow({
    cantSplit: true,
    keepNext: !last,
    height: { value: height, rule: HeightRule.ATLEAST },
    children: [lineCell(label, LABEL_WIDTH, false), lineCell(text, LINE_WIDTH, true)],
  });
}

function lineCell(text: string, size: number, ruled: boolean): TableCell {
  return new TableCell({
    width: { size, type: WidthType.DXA },
    verticalAlign: VerticalAlign.BOTTOM,
    borders: { top: NONE, left: NONE, right: NONE, bottom: ruled ? RULE : NONE },
    margins: { left: 0, right: 80 },
    children: [new Paragraph({ style: styleIds.signatureLine, children: runsOf(text) })],
  });
}
