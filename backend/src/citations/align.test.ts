import { describe, expect, it } from 'vitest';
import type { PageText } from '../parsing/types.ts';
import { alignBlocks, type FlowBlock } from './align.ts';

const page = (number: number, lines: readonly string[]): PageText => ({
  number,
  width: 595,
  height: 842,
  items: lines.map((text, index) => ({ text, x: 0.1, y: 0.1 + index * 0.02, width: 0.8, height: 0.015 })),
});
const body = (...texts: string[]): FlowBlock[] => texts.map((text) => ({ text, story: 'body' }));

describe('alignBlocks', () => {
  it('sees through labels, capitals, hyphens, ligatures, running heads and note marks', () => {
    const blocks = body(
      'Confidential information',
      'The Receiving Party shall keep the information confidential at all times and for the term.',
      'Official definitions of affiliate',
      'The Supplier shall indemnify the Customer against losses.',
    );
    const pages = [
      page(1, [
        'Draft of 1 May',
        '1. CONFIDENTIAL INFORMATION',
        '1.1 The Receiving Party shall keep the infor-',
      ]),
      page(2, [
        'Draft of 1 May',
        'mation confidential at all times and for the term.',
        '2. Oﬃcial deﬁnitions of aﬃliate',
      ]),
      page(3, ['Draft of 1 May', '2.1 The Supplier1 shall indemnify the Customer against losses.']),
    ];
    expect(alignBlocks(blocks, pages)).toEqual([1, 1, 2, 3]);
  });

  it('keeps repeated texts in order', () => {
    const blocks = body('Yes', 'Signed by the parties', 'Yes', 'Signed by the parties', 'Yes');
    const pages = [1, 2, 3].map((number) =>
      page(number, number < 3 ? ['Yes', 'Signed by the parties'] : ['Yes']),
    );
    expect(alignBlocks(blocks, pages)).toEqual([1, 1, 2, 2, 3]);
  });

  it('is not led astray by a text that stands elsewhere or nowhere', () => {
    const sentence = (index: number): string =>
      `Clause number ${index} binds the parties for ${index * 13} days.`;
    const blocks = body(
      sentence(1),
      'This paragraph is not in the rendition at all',
      sentence(2),
      sentence(9),
      sentence(3),
    );
    const pages = [
      page(1, [sentence(1), sentence(2)]),
      page(2, [sentence(3)]),
      page(3, [sentence(4)]),
      page(4, [sentence(9)]),
    ];
    const found = alignBlocks(blocks, pages);
    expect(found[0]).toBe(1);
    expect(found[2]).toBe(1);
    expect([found[3], found[4]].filter((each) => each === 4 || each === 2)).not.toHaveLength(0);
  });

  it('guesses nothing over a gap of pages, and knows no page without a rendition', () => {
    const blocks = body(
      'The first paragraph of the agreement',
      'Nowhere',
      'The last paragraph of the agreement',
    );
    const pages = [
      page(1, ['The first paragraph of the agreement']),
      page(2, []),
      page(3, ['The last paragraph of the agreement']),
    ];
    expect(alignBlocks(blocks, pages)).toEqual([1, null, 3]);
    expect(alignBlocks(blocks, [])).toEqual([null, null, null]);
  });

  it('places notes near their paragraph', () => {
    const blocks: FlowBlock[] = [
      ...body('A first paragraph that is long enough', 'The second paragraph has a note to it'),
      { text: 'As amended from time to time', story: 'footnote' },
      { text: 'Is this right?', story: 'comment' },
    ];
    const pages = [
      page(1, ['A first paragraph that is long enough']),
      page(2, ['The second paragraph has a note1 to it', '1 As amended from time to time']),
    ];
    expect(alignBlocks(blocks, pages)).toEqual([1, 2, 2, 2]);
  });

  it('reads other scripts', () => {
    const blocks = body(
      'Η Σύμβαση διέπεται από το ελληνικό δίκαιο.',
      'يلتزم المستأجر بدفع الأجرة في موعدها.',
      '本契約は日本法に準拠する。',
    );
    const pages = [
      page(1, [blocks[0]?.text ?? '']),
      page(2, [blocks[1]?.text ?? '']),
      page(3, [blocks[2]?.text ?? '']),
    ];
    expect(alignBlocks(blocks, pages)).toEqual([1, 2, 3]);
  });
});
