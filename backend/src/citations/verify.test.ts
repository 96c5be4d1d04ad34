import { describe, expect, it } from 'vitest';
import type { DocumentText, PageText, TextBlock } from '../parsing/types.ts';
import { verifyQuote } from './verify.ts';

/** One item per line of about 60 characters, as a PDF has them. */
function makeRecord(pagesOfParagraphs: readonly (readonly string[])[]): {
  text: DocumentText;
  pages: PageText[];
} {
  const blocks: TextBlock[] = [];
  const pages = pagesOfParagraphs.map((paragraphs, index): PageText => {
    const number = index + 1;
    const lines = paragraphs.flatMap((text) => {
      blocks.push({ anchor: `p${blocks.length + 1}`, kind: 'paragraph', text, page: number });
      return text.match(/.{1,60}(?:\s|$)|.{1,60}/gsu) ?? [];
    });
    const items = lines.map((text, row) => ({
      text,
      x: 0.1,
      y: 0.05 + row * 0.02,
      width: 0.8,
      height: 0.015,
    }));
    return { number, width: 595, height: 842, items };
  });
  return { text: { blocks, pageCount: pages.length }, pages };
}

const record = makeRecord([
  ['Definitions', 'The “Purchase Price” means GBP 10,000 – payable in 2.5 equal parts, within 30 days.'],
  [
    'The Supplier shall indemnify the Customer against all losses arising out of any breach of this Agreement by the Supplier, its agents and its staff.',
    'Notices are given by post.',
  ],
  ['Notices are given by post.', 'Governing law: England and Wales.'],
]);
const verify = (quote: string, page?: number): ReturnType<typeof verifyQuote> =>
  verifyQuote({ quote, page }, record.text, record.pages);

describe('verifyQuote', () => {
  it('finds the exact words with their page, anchor and one box per line', () => {
    const found = verify('indemnify the Customer against all losses arising out of any breach', 2);
    expect(found).toMatchObject({ status: 'verified', page: 2, anchors: ['p3'] });
    expect(found.boxes).toHaveLength(2);
    const [first, second] = found.boxes;
    expect(first).toMatchObject({ page: 2, y: 0.05 });
    expect(first?.x).toBeGreaterThan(0.1);
    expect((first?.x ?? 0) + (first?.width ?? 0)).toBeCloseTo(0.9, 1);
    expect(second).toMatchObject({ page: 2, x: 0.1, y: 0.07 });
  });

  it('forgives kinds of quotes, dashes and spaces, and gives the words as they stand', () => {
    const found = verify('The "Purchase\u00A0Price"  means GBP 10,000 - payable\u200B', 1);
    expect(found.status).toBe('verified');
    expect(found.quote).toBe('The “Purchase Price” means GBP 10,000 – payable');
    expect(verify('“Governing law: England and Wales.”', 3).status).toBe('verified');
    expect(verify('against all losses.', 2).quote).toBe('against all losses');
  });

  it('corrects a wrong page', () => {
    expect(verify('Governing law: England', 1)).toMatchObject({ status: 'corrected', page: 3 });
  });

  it('prefers the claimed page of a repeated quote', () => {
    expect(verify('Notices are given by post.', 3)).toMatchObject({
      status: 'verified',
      page: 3,
      anchors: ['p5'],
    });
    expect(verify('Notices are given by post.', 2)).toMatchObject({
      status: 'verified',
      page: 2,
      anchors: ['p4'],
    });
    expect(verify('Notices are given by post.')).toMatchObject({ status: 'verified', page: 2 });
  });

  it.each([
    'The Supplier shall not indemnify the Customer',
    'The Supplier may indemnify the Customer',
    'the supplier shall indemnify',
    'means GBP 10,00',
    '000 – payable',
    'means GBP 10.000',
    'payable in 2',
    '5 equal parts',
    'within 30 day',
    'ithin 30 days',
    'within 3 days',
    'Notices are given by fax.',
    'Customer the indemnify shall Supplier The',
    '',
    '...',
    '“”',
  ])('refuses %j', (quote) => {
    expect(verify(quote)).toEqual({ status: 'not_found', quote, page: null, anchors: [], boxes: [] });
  });

  it('takes a short quote only where it is alone', () => {
    expect(verify('30 days').status).toBe('verified');
    expect(verify('post.').status).toBe('not_found');
    expect(verify('post.', 3)).toMatchObject({ status: 'verified', page: 3 });
  });

  it('follows a quote over blocks and pages', () => {
    const found = verify('its agents and its staff. Notices are given by post.', 2);
    expect(found).toMatchObject({ status: 'verified', anchors: ['p3', 'p4'] });
    const over = verify('Notices are given by post. Notices are given by post. Governing law', 2);
    expect(over).toMatchObject({ status: 'verified', anchors: ['p4', 'p5', 'p6'] });
    expect(new Set(over.boxes.map((box) => box.page))).toEqual(new Set([2, 3]));
  });

  it('reads an ellipsis as words left out, in order and near', () => {
    const found = verify('The Supplier shall indemnify … any breach of this Agreement', 2);
    expect(found).toMatchObject({ status: 'verified', anchors: ['p3'] });
    expect(found.quote).toBe('The Supplier shall indemnify … any breach of this Agreement');
    expect(verify('any breach of this Agreement ... The Supplier shall indemnify').status).toBe('not_found');
    expect(verify('The Supplier shall indemnify ... all profits').status).toBe('not_found');
  });

  it('accepts a list number that Word computes as part of the quote', () => {
    const text: DocumentText = {
      blocks: [{ anchor: 'p1', kind: 'list', label: '4.2', text: 'The Tenant shall pay.', page: 1 }],
      pageCount: 1,
    };
    expect(verifyQuote({ quote: '4.2 The Tenant shall pay.' }, text, [])).toMatchObject({
      status: 'verified',
      quote: '4.2 The Tenant shall pay.',
      page: 1,
    });
    expect(verifyQuote({ quote: '4.3 The Tenant shall pay.' }, text, []).status).toBe('not_found');
  });

  it('passes over running heads and page numbers between two pages', () => {
    const furnished = makeRecord(
      [1, 2, 3, 4].map((number) => [
        'Lease of Plot 7',
        number === 2
          ? 'The Tenant shall repair the roof and'
          : number === 3
            ? 'the walls of the Premises.'
            : `Text ${number}`,
        `Page ${number}`,
      ]),
    );
    const found = verifyQuote(
      { quote: 'repair the roof and the walls', page: 2 },
      furnished.text,
      furnished.pages,
    );
    expect(found).toMatchObject({ status: 'verified', page: 2 });
    expect(found.boxes.map((box) => box.page)).toEqual([2, 3]);
  });

  it('finds the boxes in spite of a note mark in the rendition', () => {
    const noted = makeRecord([['The Act applies to every party to this Agreement.']]);
    const [page] = noted.pages;
    for (const item of page?.items ?? []) item.text = item.text.replace('Act', 'Act12');
    const found = verifyQuote({ quote: 'The Act applies to every party' }, noted.text, noted.pages);
    expect(found.boxes).toHaveLength(1);
  });
});

describe('other scripts', () => {
  const foreign = makeRecord([
    ['Η Σύμβαση διέπεται από το ελληνικό δίκαιο και ισχύει για τρία έτη.'],
    ['يلتزم المستأجر بدفع الأجرة الشهرية في موعدها المحدد.'],
    ['賃借人は、毎月末日までに、翌月分の賃料三十万円を支払うものとする。'],
    ['Le dépôt de garantie est restitué dans un délai de deux mois.'],
  ]);
  const check = (quote: string): ReturnType<typeof verifyQuote> =>
    verifyQuote({ quote }, foreign.text, foreign.pages);

  it.each([
    ['διέπεται από το ελληνικό δίκαιο', 1],
    ['بدفع الأجرة الشهرية', 2],
    ['翌月分の賃料三十万円を支払う', 3],
    ['dépôt de garantie est restitué', 4],
    ['de\u0301po\u0302t de garantie est restitue\u0301', 4],
  ])('finds %s', (quote, page) => {
    const found = check(quote);
    expect(found).toMatchObject({ status: 'verified', page });
    expect(found.boxes.length).toBeGreaterThan(0);
  });

  it.each([
    'διέπεται από το ιταλικό δίκαιο',
    'بدفع الأجرة السنوية',
    '翌月分の賃料二十万円を支払う',
    '十万円を支払うものとする',
    'depot de garantie est restitue',
  ])('refuses %s', (quote) => {
    expect(check(quote).status).toBe('not_found');
  });
});

/** A small generator with a fixed seed, so that a failure comes back. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

describe('properties', () => {
  const vocabulary =
    'shall may pay notice tenant 30 1,500 “Fee” rent days’ clause (a) Σύμβαση été – agreement of'.split(' ');
  const next = random(7);
  const sentence = (): string =>
    Array.from({ length: 8 + next(40) }, () => vocabulary[next(vocabulary.length)]).join(' ');
  const made = makeRecord(Array.from({ length: 12 }, () => Array.from({ length: 8 }, sentence)));

  it('verifies any span of words of any block, where it stands', () => {
    for (let round = 0; round < 400; round += 1) {
      const block = made.text.blocks[next(made.text.blocks.length)];
      const words = block?.text.split(' ') ?? [];
      const from = next(words.length - 6);
      const quote = words.slice(from, from + 6 + next(words.length - from - 5)).join(' ');
      const found = verifyQuote({ quote, page: block?.page }, made.text, made.pages);
      expect(found.status, quote).toBe('verified');
      expect(found.quote).toBe(quote);
      expect(found.page).toBe(block?.page);
      expect(found.boxes.length).toBeGreaterThan(0);
    }
  });

  it('verifies no span in which one word was altered', () => {
    for (let round = 0; round < 400; round += 1) {
      const words = made.text.blocks[next(made.text.blocks.length)]?.text.split(' ') ?? [];
      const altered = [...words];
      const at = next(words.length);
      altered[at] = next(2) === 0 ? `${words[at]}x1` : 'forged';
      expect(verifyQuote({ quote: altered.join(' ') }, made.text, made.pages).status).toBe('not_found');
    }
  });
});
