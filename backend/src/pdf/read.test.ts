import { describe, expect, it } from 'vitest';
import { makeEncryptedPdf, makePdf, makeScanPdf } from '../parsing/pdf-fixtures.ts';
import { makePng } from '../docx/fixtures.ts';
import { readPdf } from './read.ts';

const LONG =
  'The Supplier shall perform the Services with reasonable skill and care, in accordance with good industry ' +
  'practice and within the time that the parties have agreed in writing for each of them.';

describe('readPdf', () => {
  it('puts lines together into paragraphs, page by page', async () => {
    const { text, warnings } = await readPdf(
      makePdf({ pages: [['1. Services', LONG], ['(a) the fee; and']] }),
    );
    expect(text.pageCount).toBe(2);
    expect(text.blocks).toEqual([
      { anchor: 'p1.1', kind: 'list', text: '1. Services', page: 1 },
      { anchor: 'p1.2', kind: 'paragraph', text: LONG, page: 1 },
      { anchor: 'p2.1', kind: 'list', text: '(a) the fee; and', page: 2 },
    ]);
    expect(warnings).toEqual([]);
  });

  it('gives the place of each line as fractions from the top left', async () => {
    const { pages } = await readPdf(makePdf({ pages: [['Top line']] }));
    const [page] = pages;
    expect(page).toMatchObject({ number: 1, width: 595, height: 842 });
    const [item] = page?.items ?? [];
    expect(item?.text).toBe('Top line');
    expect(item?.x).toBeCloseTo(72 / 595, 3);
    // The baseline lies 72 points below the top.
    expect(item?.y).toBeLessThan(72 / 842);
    expect((item?.y ?? 0) + (item?.height ?? 0)).toBeGreaterThan(72 / 842);
  });

  it.each([90, 180, 270] as const)('reads pages turned by %i degrees as they are shown', async (rotate) => {
    const { text, pages } = await readPdf(makePdf({ pages: [[LONG]], rotate }));
    expect(text.blocks.map((block) => block.text)).toEqual([LONG]);
    const [page] = pages;
    expect([page?.width, page?.height]).toEqual(rotate === 180 ? [595, 842] : [842, 595]);
    for (const { x, y, width, height } of page?.items ?? []) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1);
    }
  });

  it('names what it cannot read', async () => {
    await expect(readPdf(makeEncryptedPdf())).rejects.toMatchObject({ code: 'password_protected' });
    await expect(readPdf(makeScanPdf(3))).rejects.toMatchObject({ code: 'no_text', figures: { pages: 3 } });
    await expect(readPdf(makePng())).rejects.toMatchObject({ code: 'not_a_pdf' });
    await expect(readPdf(Buffer.alloc(0))).rejects.toMatchObject({ code: 'empty' });
    await expect(readPdf(Buffer.from('%PDF-1.7 and nothing more'))).rejects.toMatchObject({
      code: 'corrupt_pdf',
    });
    const two = makePdf({ pages: [['a'], ['b']] });
    await expect(readPdf(two, { pages: 1, timeMs: 1000 })).rejects.toMatchObject({ code: 'too_many_pages' });
    await expect(readPdf(two, { pages: 9, timeMs: -1 })).rejects.toMatchObject({ code: 'timed_out' });
  });

  it('counts pages without text', async () => {
    const { warnings } = await readPdf(makePdf({ pages: [['Text here'], [], []] }));
    expect(warnings).toEqual([{ code: 'pages_without_text', count: 2, pages: [2, 3] }]);
  });
});
