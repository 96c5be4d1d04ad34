import {
  BorderStyle,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
} from 'docx';
import { runsOf } from './runs.ts';
import type { Block } from './contracts/contract.ts';

type TableBlock = Extract<Block, { kind: 'table' }>;
type SignatureBlock = Extract<Block, { kind: 'signatures' }>;

const TEXT_WIDTH = 9070;
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const LINE = { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' };
const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
};

/** A table with a shaded header row that repeats on the next page; rows do not break. */
export function termTable(block: TableBlock): Table {
  const columnWidths = block.widths.map((share) => Math.round((TEXT_WIDTH * share) / 100));
  const row = (texts: string[], header: boolean): TableRow =>
    new TableRow({
      tableHeader: header,
      cantSplit: true,
      children: texts.map(
        (text, index) =>
          new TableCell({
            width: { size: columnWidths[index] ?? 0, type: WidthType.DXA },
            margins: { left: 100, right: 100 },
            ...(header && { shading: { type: ShadingType.CLEAR, fill: 'E7E6E6', color: 'auto' } }),
            children: [
              new Paragraph({ style: 'TableText', children: runsOf(header ? `**${text}**` : text) }),
            ],
          }),
      ),
    });
  return new Table({
    columnWidths,
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    rows: [row(block.header, true), ...block.rows.map((texts) => row(texts, false))],
  });
}

/** One row per party: who signs on the left, the line to sign on at the right. */
export function signaturePanel(block: SignatureBlock): FileChild[] {
  const widths = [Math.round(TEXT_WIDTH * 0.52), Math.round(TEXT_WIDTH * 0.48)];
  const rows = block.signatories.map(({ party, capacity, name }) => {
    const left =
      capacity === null
        ? `Signed by **${party}**`
        : `Signed by **${name}** for and on behalf of **${party}**`;
    return new TableRow({
      cantSplit: true,
      children: [
        new TableCell({
          width: { size: widths[0] ?? 0, type: WidthType.DXA },
          borders: NO_BORDERS,
          children: [new Paragraph({ style: 'TableText', spacing: { before: 360 }, children: runsOf(left) })],
        }),
        new TableCell({
          width: { size: widths[1] ?? 0, type: WidthType.DXA },
          borders: NO_BORDERS,
          margins: { left: 300 },
          children: [
            new Paragraph({
              spacing: { before: 700 },
              border: { bottom: LINE },
              children: [new TextRun('')],
            }),
            new Paragraph({ style: 'TableText', children: runsOf(capacity ?? name) }),
          ],
        }),
      ],
    });
  });
  return [
    new Paragraph({
      style: 'ContractText',
      pageBreakBefore: true,
      keepNext: true,
      children: runsOf(block.intro),
    }),
    new Table({
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      borders: NO_BORDERS,
      rows,
    }),
  ];
}
