import {
  Document,
  Footer,
  FootnoteReferenceRun,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  TextRun,
} from 'docx';
import { describe, expect, it } from 'vitest';
import { makeDocx, paragraph } from './fixtures.ts';
import { readDocx } from './read.ts';

const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const textsOf = (...paragraphs: string[]): string[] =>
  readDocx(makeDocx({ paragraphs })).map((block) => block.text);
const textOf = (inner: string): string | undefined => textsOf(`<w:p>${inner}</w:p>`)[0];

describe('the accepted view', () => {
  it('keeps insertions and drops deletions, moves included', () => {
    const inner =
      run('Pay ') +
      `<w:ins w:id="1">${run('thirty')}</w:ins>` +
      '<w:del w:id="2"><w:r><w:delText>sixty</w:delText></w:r></w:del>' +
      `<w:moveFrom w:id="3">${run(' net')}</w:moveFrom>` +
      run(' days') +
      `<w:moveTo w:id="4">${run(' gross')}</w:moveTo>`;
    expect(textOf(inner)).toBe('Pay thirty days gross');
  });

  it('joins a paragraph whose mark is deleted to the next, but never across cells', () => {
    const gone = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>';
    expect(textsOf(`<w:p>${gone}${run('One ')}</w:p>`, 'two')).toEqual(['One two']);
    const cell = (inner: string): string => `<w:tc>${inner}</w:tc>`;
    const row = `<w:tbl><w:tr>${cell(`<w:p>${gone}${run('a')}</w:p>`)}${cell(`<w:p>${run('b')}</w:p>`)}</w:tr></w:tbl>`;
    expect(textsOf(row)).toEqual(['a', 'b']);
  });

  it('leaves out a deleted table row', () => {
    const row = (mark: string, text: string): string =>
      `<w:tr><w:trPr>${mark}</w:trPr><w:tc><w:p>${run(text)}</w:p></w:tc></w:tr>`;
    expect(
      textsOf(`<w:tbl>${row('<w:del w:id="1"/>', 'out')}${row('<w:ins w:id="2"/>', 'in')}</w:tbl>`),
    ).toEqual(['in']);
  });
});

describe('what stands inside runs', () => {
  it('reads tabs, breaks, hyphens and symbols', () => {
    const inner =
      '<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>' +
      '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>' +
      '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F0B3"/></w:r>';
    expect(textOf(inner)).toBe('a\tb\nc\u2011d☑≥');
  });

  it('reads links, smart tags, content controls and both kinds of fields, not their instructions', () => {
    const char = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const inner =
      `<w:hyperlink w:anchor="x">${run('See ')}</w:hyperlink>` +
      `<w:smartTag>${run('London ')}</w:smartTag>` +
      `<w:sdt><w:sdtPr><w:alias w:val="n"/></w:sdtPr><w:sdtContent>${run('Acme ')}</w:sdtContent></w:sdt>` +
      `<w:fldSimple w:instr="REF a">${run('4.2 ')}</w:fldSimple>` +
      `${char('begin')}<w:r><w:instrText>REF ${''}</w:instrText></w:r>${char('begin')}${run('nested')}${char('end')}` +
      `${char('separate')}${run('5.1')}${char('end')}${run(' end')}`;
    expect(textOf(inner)).toBe('See London Acme 4.2 5.1 end');
  });

  it('does not lose what follows a field that never ends', () => {
    const open = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>';
    expect(textsOf(`<w:p>${run('a')}${open}${run('hidden')}</w:p>`, 'after')).toEqual(['a', 'after']);
  });

  it('reads a text box once and leaves hidden text out', () => {
    const box = (text: string): string => `<w:txbxContent><w:p>${run(text)}</w:p></w:txbxContent>`;
    const inner =
      `${run('host')}<w:r><mc:AlternateContent><mc:Choice Requires="wps">${box('box')}</mc:Choice>` +
      `<mc:Fallback>${box('box')}</mc:Fallback></mc:AlternateContent></w:r>` +
      '<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>';
    expect(textsOf(`<w:p>${inner}</w:p>`)).toEqual(['host', 'box']);
  });
});

describe('anchors', () => {
  it('uses paragraph ids that are unique, else ordinals, and never changes between readings', () => {
    const file = makeDocx({
      paragraphs: [
        `<w:p w14:paraId="1A2B3C4D">${run('one')}</w:p>`,
        `<w:p w14:paraId="00000001">${run('two')}</w:p>`,
        '<w:p/>',
        `<w:p w14:paraId="00000001">${run('three')}</w:p>`,
        `<w:p>${run('four')}</w:p>`,
      ],
    });
    expect(readDocx(file).map((block) => block.anchor)).toEqual(['1A2B3C4D', 'p2', 'p4', 'p5']);
    expect(readDocx(file)).toEqual(readDocx(file));
  });
});

describe('other stories', () => {
  it('gives headers at their section, notes and comments after their paragraph', () => {
    const file = makeDocx({
      paragraphs: [
        `<w:p>${run('Fee')}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>`,
        'Next',
      ],
      parts: {
        header: paragraph('Draft'),
        footer: paragraph('Page 1'),
        footnotes: `<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">${paragraph('Net of tax')}</w:footnote>`,
        comments: `<w:comment w:id="0">${paragraph('Check this')}</w:comment>`,
      },
      tail: '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:headerReference w:type="first" r:id="header"/><w:footerReference w:type="default" r:id="footer"/></w:sectPr>',
    });
    expect(readDocx(file).map(({ anchor, label, text }) => [anchor, label, text])).toEqual([
      ['h1', 'header', 'Draft'],
      ['f2', 'footer', 'Page 1'],
      ['p1', undefined, 'Fee'],
      ['fn2', 'footnote 1', 'Net of tax'],
      ['cm0', 'comment 1', 'Check this'],
      ['p2', undefined, 'Next'],
    ]);
  });
});

describe('a file written by a library', () => {
  it('keeps headings, list numbers, headers, footers and footnotes', async () => {
    const numbered = (text: string, level: number): Paragraph =>
      new Paragraph({ text, numbering: { reference: 'legal', level } });
    const level = (index: number, text: string): object => ({
      level: index,
      format: LevelFormat.DECIMAL,
      text,
    });
    const file = await Packer.toBuffer(
      new Document({
        numbering: {
          config: [{ reference: 'legal', levels: [level(0, '%1.'), level(1, '%1.%2')] as never }],
        },
        footnotes: { 1: { children: [new Paragraph('As amended')] } },
        sections: [
          {
            headers: { default: new Header({ children: [new Paragraph('Confidential')] }) },
            footers: { default: new Footer({ children: [new Paragraph('Acme Ltd')] }) },
            children: [
              new Paragraph({ text: 'Services Agreement', heading: HeadingLevel.TITLE }),
              new Paragraph({ text: 'Terms', heading: HeadingLevel.HEADING_2 }),
              numbered('Scope', 0),
              numbered('Fees', 1),
              new Paragraph({ children: [new TextRun('The Act'), new FootnoteReferenceRun(1)] }),
            ],
          },
        ],
      }),
    );
    expect(readDocx(file).map(({ kind, level: depth, label, text }) => [kind, depth, label, text])).toEqual([
      ['paragraph', undefined, 'header', 'Confidential'],
      ['paragraph', undefined, 'footer', 'Acme Ltd'],
      ['heading', 1, undefined, 'Services Agreement'],
      ['heading', 2, undefined, 'Terms'],
      ['list', 1, '1.', 'Scope'],
      ['list', 2, '1.1', 'Fees'],
      ['paragraph', undefined, undefined, 'The Act'],
      ['paragraph', undefined, 'footnote 1', 'As amended'],
    ]);
  });
});
