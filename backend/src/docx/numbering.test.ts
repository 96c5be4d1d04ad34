import { describe, expect, it } from 'vitest';
import { makeDocx, paragraph } from './fixtures.ts';
import { formatNumber } from './number-format.ts';
import { readDocx } from './read.ts';

const level = (index: number, format: string, text: string, more = ''): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const list = (id: number, levels: string): string =>
  `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
const instance = (id: number, of: number, more = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${more}</w:num>`;
const item = (depth: number, id = 1): string =>
  paragraph('x', `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${id}"/></w:numPr>`);
const styled = (style: string): string => paragraph('x', `<w:pStyle w:val="${style}"/>`);
const labels = (numbering: string, paragraphs: string[], styles = ''): (string | undefined)[] =>
  readDocx(makeDocx({ paragraphs, parts: { numbering, styles } })).map((block) => block.label);

const LEGAL = level(0, 'decimal', '%1.') + level(1, 'decimal', '%1.%2') + level(2, 'lowerLetter', '(%3)');

describe('list numbers', () => {
  it('counts levels and starts deeper ones again', () => {
    const found = labels(
      list(0, LEGAL) + instance(1, 0),
      [0, 1, 1, 2, 2, 1, 0, 1].map((depth) => item(depth)),
    );
    expect(found).toEqual(['1.', '1.1', '1.2', '(a)', '(b)', '1.3', '2.', '2.1']);
  });

  it('honours start overrides once, and shares the count between instances', () => {
    const override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>';
    const numbering = list(0, LEGAL) + instance(1, 0) + instance(2, 0, override) + instance(3, 0);
    expect(labels(numbering, [item(0), item(0, 2), item(1, 2), item(0, 2), item(0, 3)])).toEqual([
      '1.',
      '5.',
      '5.1',
      '6.',
      '7.',
    ]);
  });

  it('honours lvlRestart: never, and only after a given level', () => {
    const never = level(0, 'decimal', '%1') + level(1, 'decimal', '%2', '<w:lvlRestart w:val="0"/>');
    expect(labels(list(0, never) + instance(1, 0), [item(0), item(1), item(0), item(1)])).toEqual([
      '1',
      '1',
      '2',
      '2',
    ]);
  });

  it('writes legal levels in digits', () => {
    const legal = level(0, 'upperRoman', 'Article %1') + level(1, 'decimal', '%1.%2', '<w:isLgl/>');
    expect(labels(list(0, legal) + instance(1, 0), [item(0), item(0), item(1)])).toEqual([
      'Article I',
      'Article II',
      '2.1',
    ]);
  });

  it('follows styles to their list and level', () => {
    const levels =
      level(0, 'decimal', '%1.', '<w:pStyle w:val="H1"/>') +
      level(1, 'decimal', '%1.%2', '<w:pStyle w:val="H2"/>');
    const style = (id: string): string =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`;
    const based =
      '<w:style w:type="paragraph" w:styleId="H2b"><w:name w:val="b"/><w:basedOn w:val="H2"/></w:style>';
    const found = labels(
      list(0, levels) + instance(1, 0),
      [styled('H1'), styled('H2'), styled('H2b'), styled('H1')],
      style('H1') + style('H2') + based,
    );
    expect(found).toEqual(['1.', '1.1', '1.2', '2.']);
  });

  it('follows a list that is defined by a style', () => {
    const numbering =
      list(0, LEGAL) +
      '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>' +
      instance(1, 0) +
      instance(2, 1);
    const styles =
      '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    expect(labels(numbering, [item(0, 2), item(1, 2)], styles)).toEqual(['1.', '1.1']);
  });

  it('counts an empty numbered paragraph, skips numId 0, and marks bullets', () => {
    const empty = item(0).replace('>x<', '><');
    const numbering =
      list(0, LEGAL) + instance(1, 0) + list(1, level(0, 'bullet', '\uF0B7')) + instance(2, 1);
    expect(labels(numbering, [item(0), empty, item(0), item(0, 0), item(0, 2)])).toEqual([
      '1.',
      '3.',
      undefined,
      '•',
    ]);
  });
});

describe('formatNumber', () => {
  it.each([
    [4, 'lowerRoman', 'iv'],
    [1999, 'upperRoman', 'MCMXCIX'],
    [28, 'lowerLetter', 'bb'],
    [3, 'decimalZero', '03'],
    [22, 'ordinal', '22nd'],
    [12, 'ordinalText', 'Twelfth'],
    [21, 'ordinalText', 'Twenty-first'],
    [40, 'cardinalText', 'Forty'],
    [23, 'japaneseCounting', '二十三'],
    [3, 'decimalEnclosedCircle', '③'],
    [7, 'unheardOf', '7'],
  ])('spells %i as %s', (value, format, text) => {
    expect(formatNumber(value, format)).toBe(text);
  });
});
