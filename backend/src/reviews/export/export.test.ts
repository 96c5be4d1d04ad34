import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { exportReview } from './index.ts';
import type { ExportedCell, ExportedColumn, ReviewExport } from './types.ts';

const FORMATS = [
  'text',
  'bulleted_list',
  'number',
  'percentage',
  'monetary_amount',
  'date',
  'yes_no',
] as const;
const NOW = '2026-11-24T10:00:00.000Z';

function column(format: ExportedColumn['format'], index: number): ExportedColumn {
  return { id: `c${index}`, name: `Column ${format}`, format, question: `What about ${format}?`, tags: [] };
}

function cell(documentId: string, columnId: string, more: Partial<ExportedCell> = {}): ExportedCell {
  return {
    documentId,
    columnId,
    status: 'done',
    value: null,
    flag: 'green',
    reasoning: 'Because it says so.',
    citations: [],
    error: null,
    updatedAt: NOW,
    ...more,
  };
}

type Citation = ExportedCell['citations'][number];
function citation(status: Citation['status'], quote: string, page: number | null): Citation {
  return {
    status,
    quote,
    page,
    documentId: 'd1',
    documentName: 'Lease.docx',
    versionId: 'v1',
    boxes: [],
    anchors: [],
  };
}

function review(cells: ExportedCell[], more: Partial<ReviewExport> = {}): ReviewExport {
  return {
    id: 'r1',
    projectId: 'p1',
    projectName: 'Harbour Quarter',
    title: 'Lease review',
    workflowId: null,
    documentCount: 2,
    columnCount: FORMATS.length,
    run: {
      id: 'run1',
      status: 'done',
      model: 'offline',
      documents: 2,
      documentsDone: 2,
      createdAt: NOW,
      finishedAt: NOW,
    },
    createdAt: NOW,
    updatedAt: NOW,
    columns: FORMATS.map(column),
    documents: [
      { id: 'd1', name: 'Lease.docx', status: 'ready', pageCount: 3, versionId: 'v1' },
      { id: 'd2', name: '=Scan.pdf', status: 'unreadable', pageCount: 1, versionId: 'v2' },
    ],
    cells,
    exportedAt: new Date(NOW),
    ...more,
  };
}

async function open(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer as ArrayBuffer);
  return workbook;
}

function sheet(workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const found = workbook.getWorksheet(name);
  if (found === undefined) throw new Error(`there is no sheet ${name}`);
  return found;
}

function textsOf(worksheet: ExcelJS.Worksheet): string[][] {
  const rows: string[][] = [];
  worksheet.eachRow((row) => {
    const texts: string[] = [];
    row.eachCell({ includeEmpty: true }, (each) => texts.push(each.text));
    rows.push(texts);
  });
  return rows;
}

function partsOf(bytes: Buffer): Record<string, string> {
  const files = unzipSync(new Uint8Array(bytes));
  return Object.fromEntries(
    Object.entries(files)
      .filter(([name]) => !name.endsWith('/'))
      .map(([name, data]) => [name, strFromU8(data)]),
  );
}

describe('exportReview', () => {
  it('types what is a number or a date, wraps, freezes and marks', async () => {
    const values = ['Twelve months.', '- one\n- two', '1,250', '2.50%', 'EUR 1,250,000', '2026-11-24', 'Yes'];
    const cells = values.map((value, index) =>
      cell('d1', `c${index}`, { value, flag: index === 0 ? 'red' : 'green' }),
    );
    const worksheet = sheet(await open(await exportReview(review(cells))), 'Review');
    const row = worksheet.getRow(2);
    const found = values.map((_, index) => row.getCell(index + 2).value);
    expect(found).toEqual([
      'Twelve months.',
      '• one\n• two',
      1250,
      0.025,
      1_250_000,
      new Date('2026-11-24T00:00:00.000Z'),
      'Yes',
    ]);
    expect(row.getCell(5).numFmt).toBe('0.00%');
    expect(row.getCell(6).numFmt).toBe('"EUR" #,##0');
    expect(row.getCell(7).numFmt).toBe('d mmm yyyy');
    expect(row.getCell(2).alignment.wrapText).toBe(true);
    expect(row.getCell(2).fill).toMatchObject({ fgColor: { argb: 'FFF6DCD8' } });
    expect(JSON.stringify(row.getCell(2).note)).toContain('Red: unfavourable.\\nBecause it says so.');
    expect(worksheet.getRow(1).getCell(1).font.bold).toBe(true);
    expect(worksheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 1 });
  });

  it('says why there is no answer', async () => {
    const error = { code: 'scan_without_text', text: 'The pages are images.' };
    const cells = [
      cell('d1', 'c0', { status: 'failed', error: { code: 'no_answer', text: 'The model gave no answer.' } }),
      cell('d1', 'c1', { status: 'running' }),
      cell('d1', 'c2', { status: 'stale', value: '12' }),
      ...FORMATS.map((_, index) => cell('d2', `c${index}`, { status: 'unreadable', flag: null, error })),
    ];
    const workbook = await open(await exportReview(review(cells)));
    const [, first, second] = textsOf(sheet(workbook, 'Review'));
    expect(first?.slice(1, 5)).toEqual([
      'Failed: The model gave no answer.',
      'Running when exported',
      '12',
      'Not run',
    ]);
    expect(second?.slice(1)).toEqual(FORMATS.map(() => 'Cannot be read: The pages are images.'));
    const about = textsOf(sheet(workbook, 'About')).map((texts) => texts.join(' | '));
    expect(about).toContain("'=Scan.pdf | all columns | The pages are images.");
    expect(about).toContain('Lease.docx | Column text | The model gave no answer.');
    expect(about.some((line) => line.startsWith('Cannot be read | 7'))).toBe(true);
    expect(about.some((line) => line.startsWith('Not run | 4'))).toBe(true);
    expect(about.some((line) => line.startsWith('Model of the last run | offline'))).toBe(true);
    expect(about.some((line) => line.startsWith('Exported | 24 Nov 2026, 10:00 UTC'))).toBe(true);
  });

  it('lists every quote with its check, and never a page for one that was not found', async () => {
    const citations = [
      citation('verified', 'The term is twelve months.', 2),
      citation('corrected', 'The rent is EUR 5.', 3),
      citation('not_found', 'The moon is a lease.', 9),
    ];
    const cells = [
      cell('d1', 'c0', { value: 'Twelve months', citations }),
      cell('d1', 'c1', { value: '- a' }),
    ];
    const rows = textsOf(sheet(await open(await exportReview(review(cells))), 'Sources'));
    const start = ['Lease.docx', 'Column text', 'Twelve months', 'Green', 'Because it says so.'];
    expect(rows.slice(1)).toEqual([
      [...start, 'The term is twelve months.', '2', 'Found in the document'],
      [...start, 'The rent is EUR 5.', '3', 'Found; page corrected'],
      [...start, 'The moon is a lease.', '', 'Not found in the document: no evidence'],
      ['Lease.docx', 'Column bulleted_list', '• a', 'Green', 'Because it says so.', '', '', 'No quote given'],
    ]);
  });

  it.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =HYPERLINK("http://x")', '＝1+1'])(
    '%j is text in every sheet, not a formula',
    async (hostile) => {
      const more = {
        title: hostile,
        projectName: hostile,
        columns: FORMATS.map((format, index) => ({
          ...column(format, index),
          name: hostile,
          question: hostile,
        })),
      };
      const citations = [citation('verified', hostile, 1)];
      const bytes = await exportReview(
        review([cell('d1', 'c0', { value: hostile, reasoning: hostile, citations })], more),
      );
      for (const [name, xml] of Object.entries(partsOf(bytes))) {
        if (name.startsWith('xl/worksheets/')) expect(xml, name).not.toMatch(/<f[\s>/]/);
      }
      const workbook = await open(bytes);
      for (const worksheet of workbook.worksheets) {
        for (const text of textsOf(worksheet).flat()) expect(text).not.toMatch(/^\s*[=+\-@＝]/u);
      }
      expect(sheet(workbook, 'Review').getCell('B2').text.endsWith(hostile.trim())).toBe(true);
    },
  );

  it('writes valid XML whatever the text, and loses only what XML forbids', async () => {
    const value = 'a\u0000b\u0007c\uFFFEd\uD800e _x0041_ <b>&amp;</b> 🙂 Ελλάς\nline';
    const bytes = await exportReview(
      review([cell('d1', 'c0', { value, reasoning: value })], { title: 'x\u0001y' }),
    );
    for (const [name, xml] of Object.entries(partsOf(bytes))) {
      expect(() => new SaxesParser().write(xml).close(), name).not.toThrow();
    }
    const found = sheet(await open(bytes), 'Review').getCell('B2').text;
    expect(found).toBe('abcde _x0041_ <b>&amp;</b> 🙂 Ελλάς\nline');
  });

  it('cuts what is longer than a cell may be and says so', async () => {
    for (const unit of ['x', '🙂', '_x0041_']) {
      const value = unit.repeat(Math.ceil(40_000 / unit.length));
      const bytes = await exportReview(review([cell('d1', 'c0', { value })]));
      const workbook = await open(bytes);
      const text = sheet(workbook, 'Review').getCell('B2').text;
      expect(text.length).toBeLessThanOrEqual(32_767);
      expect(text).toMatch(/\n\[cut: the first [\d,]+ of 4\d,\d{3} characters are shown\]$/);
      expect(text.isWellFormed()).toBe(true);
      const about = textsOf(sheet(workbook, 'About')).map((texts) => texts.join(' | '));
      expect(about.some((line) => line.startsWith('Cells cut for length | 1'))).toBe(true);
    }
  });

  it('keeps numbers and dates that Excel cannot hold as text', async () => {
    const cells = [
      cell('d1', 'c2', { value: '12345678901234567890' }),
      cell('d1', 'c4', { value: 'EUR 99999999999999999' }),
      cell('d1', 'c5', { value: '1 May 1832' }),
    ];
    const worksheet = sheet(await open(await exportReview(review(cells))), 'Review');
    expect(typeof worksheet.getCell('D2').value).toBe('string');
    expect(typeof worksheet.getCell('F2').value).toBe('string');
    expect(worksheet.getCell('G2').value).toBe('1 May 1832');
  });

  it('holds a review without columns, documents or runs', async () => {
    const empty = review([], { columns: [], documents: [], run: null });
    const workbook = await open(await exportReview(empty));
    expect(workbook.worksheets.map((each) => each.name)).toEqual(['Review', 'Sources', 'About']);
  });
});
