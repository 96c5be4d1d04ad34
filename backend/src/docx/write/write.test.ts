import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { readDocx } from '../read.ts';
import { draftSchema, type Draft, type DraftBlock } from './schema.ts';
import { DraftError, writeDocx } from './write.ts';

/** Lines that a writer which guesses at numbers, labels or marks would change. */
const AWKWARD = [
  '30 days after the Effective Date the Customer pays.',
  '12 Main Street',
  '2024 Annual Report',
  '1.1 already numbered',
  '(a) already lettered',
  '(Seller) means the person named above',
  'Confidentiality. Each party keeps secret what it learns.',
  'Note: this is not legal advice',
  '- a dash first',
  '* a star first',
  '# a hash first',
  '**bold** and _emphasis_ and [link](https://example.com)',
  '&#8217; &amp; <w:t>tag</w:t> ]]> "quoted" \'single\'',
  '{{placeholder}} ${value} %1 %2.',
  '  two spaces before and after  ',
  'tab\tin\t\tthe middle\t',
  'first line\nsecond line\n\nfourth line',
  '\nstarts with a line feed',
  'non\u00A0breaking\u00A0space, thin\u2009space, zero\u200Bwidth, soft\u00ADhyphen, non\u2011breaking hyphen',
  'curly “double” ‘single’ – en — em … ellipsis ﬁ ligature',
  'Η παρούσα σύμβαση διέπεται από το ελληνικό δίκαιο.',
  'هذا الاتفاق مبرم بين الطرفين (البائع) و Acme Ltd.',
  'סעיף 12(א) חל על Acme בלבד.',
  '本契約は2026年11月24日に東京で締結された。',
  'emoji 🙂 👩‍👩‍👧‍👦 🇬🇷 and 𝔘nicode beyond the first plane',
  'e\u0301 decomposed, \u212B ångström, \uFEFF mark in the middle',
  'PAGE NUMPAGES',
  'null',
  '0',
];

interface Paragraph {
  style: string;
  text: string;
  inTable: boolean;
  list: string | undefined;
}

/** Reads word/document.xml with nothing of the writer's or the reader's. */
function paragraphsOf(bytes: Uint8Array): Paragraph[] {
  const found: Paragraph[] = [];
  let tables = 0;
  let inText = false;
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => {
    const value = String(tag.attributes['w:val'] ?? '');
    const last = found.at(-1);
    if (tag.name === 'w:tbl') tables += 1;
    else if (tag.name === 'w:p') found.push({ style: '', text: '', inTable: tables > 0, list: undefined });
    else if (tag.name === 'w:t') inText = true;
    else if (last === undefined) return;
    else if (tag.name === 'w:pStyle') last.style = value;
    else if (tag.name === 'w:numId') last.list = value;
    else if (tag.name === 'w:tab' && !('w:pos' in tag.attributes)) last.text += '\t';
    else if (tag.name === 'w:br') last.text += '\n';
  });
  parser.on('closetag', (tag) => {
    if (tag.name === 'w:tbl') tables -= 1;
    else if (tag.name === 'w:t') inText = false;
  });
  parser.on('text', (text) => {
    const last = found.at(-1);
    if (inText && last !== undefined) last.text += text;
  });
  parser.write(partOf(bytes, 'word/document.xml')).close();
  return found;
}

function partOf(bytes: Uint8Array, name: string): string {
  const part = unzipSync(bytes)[name];
  if (part === undefined) throw new Error(`${name} is missing`);
  return strFromU8(part);
}

async function write(blocks: DraftBlock[], more: Partial<Draft> = {}): Promise<Uint8Array> {
  return writeDocx(draftSchema.parse({ title: 'A draft', ...more, blocks }));
}

/** What stands between the title and the end, without the writer's own spacers. */
async function textsWritten(blocks: DraftBlock[]): Promise<string[]> {
  const [title, ...rest] = paragraphsOf(await write(blocks));
  expect(title?.text).toBe('A draft');
  return rest.filter((paragraph) => paragraph.style !== 'TableGap').map((paragraph) => paragraph.text);
}

const MAKERS: Record<string, (text: string) => DraftBlock> = {
  heading: (text) => ({ type: 'heading', level: 2, text }),
  'numbered heading': (text) => ({ type: 'heading', level: 1, text, numbered: true }),
  clause: (text) => ({ type: 'clause', level: 3, text }),
  paragraph: (text) => ({ type: 'paragraph', text }),
  bullet: (text) => ({ type: 'bullet', text }),
};

describe('text in is text out', () => {
  it.each(Object.entries(MAKERS))('%s', async (_name, make) => {
    expect(await textsWritten(AWKWARD.map(make))).toEqual(AWKWARD);
  });

  it('table cells and head', async () => {
    const rows = AWKWARD.map((text, index) => [text, String(index)]);
    const written = await textsWritten([{ type: 'table', header: AWKWARD.slice(0, 2), rows }]);
    expect(written).toEqual([...AWKWARD.slice(0, 2), ...rows.flat()]);
  });

  it('title and signature page', async () => {
    const parties = AWKWARD.map((text) => ({ name: text, signatory: text, title: text }));
    const bytes = await write(
      [{ type: 'signature_page', intro: AWKWARD[0], parties: parties.slice(0, 29) }],
      {
        title: '12 Main Street: (Seller) means',
      },
    );
    const texts = paragraphsOf(bytes).map((paragraph) => paragraph.text);
    expect(texts[0]).toBe('12 Main Street: (Seller) means');
    for (const text of AWKWARD.slice(0, 29)) {
      expect(texts.filter((each) => each === text).length).toBeGreaterThanOrEqual(3);
    }
  });

  it('random text of every script, with seeds', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const texts = randomTexts(seed, 60);
      const blocks = texts.map((text): DraftBlock => ({ type: 'paragraph', text }));
      const rows = texts.slice(0, 20).map((text) => [text]);
      expect(await textsWritten([...blocks, { type: 'table', rows }]), `seed ${seed}`).toEqual([
        ...texts,
        ...texts.slice(0, 20),
      ]);
    }
  });

  it('a carriage return is a line break', async () => {
    expect(await textsWritten([{ type: 'paragraph', text: 'a\r\nb\rc' }])).toEqual(['a\nb\nc']);
  });
});

describe('characters that XML cannot hold', () => {
  it.each(['\u0000', '\u0007', '\u000B', '\u001F', '\uFFFE', '\uD800', '\uDC00x'])(
    'refuses %j',
    async (bad) => {
      const draft: Draft = { title: 'A draft', blocks: [{ type: 'paragraph', text: `ab${bad}` }] };
      expect(draftSchema.safeParse(draft).success).toBe(false);
      const refused = writeDocx(draft);
      await expect(refused).rejects.toBeInstanceOf(DraftError);
      await expect(refused).rejects.toMatchObject({ code: 'illegal_character', where: 'blocks[0]' });
      await expect(refused).rejects.toThrow(/U\+[0-9A-F]{4} at position 2/);
    },
  );
});

describe('numbering', () => {
  const labelled = async (blocks: DraftBlock[]) =>
    readDocx(await write(blocks))
      .filter((block) => block.story === 'body')
      .slice(1)
      .map((block) => `${block.label ?? '-'} ${block.text}`);

  it('counts by the explicit level, headings and clauses in one list', async () => {
    const blocks: DraftBlock[] = [
      { type: 'heading', level: 1, numbered: true, text: 'one' },
      { type: 'clause', level: 2, text: 'two' },
      { type: 'clause', level: 3, text: 'three' },
      { type: 'clause', level: 4, text: 'four' },
      { type: 'clause', level: 4, text: 'five' },
      { type: 'clause', level: 5, text: 'six' },
      { type: 'heading', level: 1, text: 'plain' },
      { type: 'paragraph', text: 'plain' },
      { type: 'clause', level: 2, text: 'seven' },
      { type: 'clause', level: 3, text: 'eight' },
      { type: 'clause', level: 1, text: 'nine' },
      { type: 'clause', level: 2, text: 'ten' },
    ];
    expect(await labelled(blocks)).toEqual([
      '1. one',
      '1.1 two',
      '(a) three',
      '(i) four',
      '(ii) five',
      '(A) six',
      '- plain',
      '- plain',
      '1.2 seven',
      '(a) eight',
      '2. nine',
      '2.1 ten',
    ]);
  });

  it('starts again where asked', async () => {
    const blocks: DraftBlock[] = [
      { type: 'clause', level: 1, text: 'a' },
      { type: 'clause', level: 1, text: 'b' },
      { type: 'clause', level: 1, text: 'c', restart: true },
      { type: 'clause', level: 2, text: 'd' },
      { type: 'clause', level: 1, text: 'e' },
    ];
    expect(await labelled(blocks)).toEqual(['1. a', '2. b', '1. c', '1.1 d', '2. e']);
  });

  it('links each level of the list to its clause style', async () => {
    const bytes = await write([{ type: 'clause', level: 1, text: 'a' }]);
    const numbering = partOf(bytes, 'word/numbering.xml');
    const styles = partOf(bytes, 'word/styles.xml');
    for (const level of [1, 2, 3, 4, 5]) {
      expect(numbering).toContain(`<w:pStyle w:val="Clause${level}"/>`);
      expect(styles).toMatch(
        new RegExp(`w:styleId="Clause${level}">.{0,200}<w:numPr><w:ilvl w:val="${level - 1}"/>`),
      );
    }
  });
});

describe('tables', () => {
  it('widens to the longest row and cuts nothing', async () => {
    const rows = [['a'], ['b', 'c', 'd'], []];
    const bytes = await write([{ type: 'table', header: ['h', 'i'], rows }]);
    const cells = paragraphsOf(bytes).filter((paragraph) => paragraph.inTable);
    expect(cells.map((cell) => cell.text)).toEqual(['h', 'i', '', 'a', '', '', 'b', 'c', 'd', '', '', '']);
    expect(partOf(bytes, 'word/document.xml').match(/<w:tblHeader\/>/g)).toHaveLength(1);
  });

  it('columns fill the width of the page, upright and landscape', async () => {
    for (const [landscape, width] of [
      [false, 9_026],
      [true, 13_958],
    ] as const) {
      const rows = [['No.', 'x'.repeat(900), 'Date']];
      const xml = partOf(await write([{ type: 'table', rows }], { landscape }), 'word/document.xml');
      const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((match) => Number(match[1]));
      expect(widths.reduce((sum, each) => sum + each, 0)).toBe(width);
      expect(Math.min(...widths)).toBeGreaterThan(width * 0.15);
    }
  });
});

describe('pages', () => {
  it('lies across when asked', async () => {
    const xml = partOf(
      await write([{ type: 'paragraph', text: 'a' }], { landscape: true }),
      'word/document.xml',
    );
    expect(xml).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>');
  });

  it('a break starts the next paragraph on a page and leaves no empty line', async () => {
    const blocks: DraftBlock[] = [{ type: 'page_break' }, { type: 'heading', level: 1, text: 'Schedule' }];
    const bytes = await write(blocks);
    expect(paragraphsOf(bytes)).toHaveLength(2);
    expect(partOf(bytes, 'word/document.xml')).toMatch(/Heading1"\/>(<w:keepNext\/>)?<w:pageBreakBefore\/>/);
  });

  it.each([
    ['at the end', [{ type: 'paragraph', text: 'a' }, { type: 'page_break' }], 1],
    ['before a table', [{ type: 'page_break' }, { type: 'table', rows: [['a']] }], 1],
    ['twice', [{ type: 'page_break' }, { type: 'page_break' }, { type: 'paragraph', text: 'a' }], 2],
  ] satisfies [string, DraftBlock[], number][])('a break %s is kept', async (_name, blocks, count) => {
    const xml = partOf(await write(blocks), 'word/document.xml');
    expect(xml.match(/<w:pageBreakBefore\/>/g)).toHaveLength(count);
  });

  it('the signature page stands alone, unnumbered', async () => {
    const bytes = await write([
      { type: 'clause', level: 1, text: 'before' },
      { type: 'signature_page', parties: [{ name: 'Seller' }, { name: 'Buyer', signatory: 'A. Person' }] },
      { type: 'heading', level: 1, text: 'after' },
    ]);
    expect(partOf(bytes, 'word/document.xml').match(/<w:pageBreakBefore\/>/g)).toHaveLength(2);
    const after = paragraphsOf(bytes).filter((paragraph) => paragraph.style.startsWith('Signature'));
    expect(after.length).toBeGreaterThan(10);
    expect(after.every((paragraph) => paragraph.list === undefined)).toBe(true);
  });
});

const RANGES: [number, number][] = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x370, 0x3ff],
  [0x400, 0x4ff],
  [0x590, 0x5ff],
  [0x600, 0x6ff],
  [0x2000, 0x206f],
  [0x3040, 0x30ff],
  [0x4e00, 0x4eff],
  [0xe000, 0xe0ff],
  [0x1f600, 0x1f64f],
];

/** The same texts for the same seed (mulberry32). */
function randomTexts(seed: number, count: number): string[] {
  let state = seed;
  const next = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  const character = (): string => {
    if (next(12) === 0) return next(2) === 0 ? '\t' : '\n';
    const [low, high] = RANGES[next(RANGES.length)] ?? [0x20, 0x7e];
    return String.fromCodePoint(low + next(high - low + 1));
  };
  return Array.from({ length: count }, () => Array.from({ length: next(60) }, character).join(''));
}
