import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readDocx } from '../docx/read.ts';
import { contractDocx } from './contract-docx.ts';
import { numbersById, withReferences } from './numbering.ts';
import { typeset } from './runs.ts';
import { SAMPLES } from './samples.ts';

describe.each(SAMPLES)('the sample $fileName', ({ contract, type, fileName }) => {
  it('numbers its clauses as its references say', async () => {
    const numbers = numbersById(contract);
    const blocks = readDocx(await contractDocx(contract));
    for (const block of contract.body) {
      if (!('id' in block) || block.id === undefined) continue;
      const heard = typeset(withReferences('text' in block ? block.text : block.title, numbers));
      const labels = blocks
        .filter(({ text }) => text === heard.replaceAll('**', ''))
        .map(({ label }) => (label ?? 'no label').replace(/\.$/, ''));
      const number = numbers.get(block.id) ?? '';
      // An item of a list is referred to with its clause, "7.1(b)", and labelled without it, "(b)".
      expect(
        labels.some((label) => number === label || (label.startsWith('(') && number.endsWith(label))),
        `${block.id}: ${number} is not among ${labels.join(', ')}`,
      ).toBe(true);
    }
  });

  it('is built from its content', async () => {
    const file = await readFile(new URL(`files/${encodeURIComponent(fileName)}`, import.meta.url));
    const magic = { docx: '504b0304', doc: 'd0cf11e0', pdf: '25504446' }[type];
    expect(file.toString('hex', 0, 4)).toBe(magic);
    if (type !== 'docx') return;
    const texts = (bytes: Buffer): string[] =>
      readDocx(bytes).map((block) => `${block.label ?? ''} ${block.text}`);
    expect(texts(file)).toEqual(texts(await contractDocx(contract)));
  });
});

it('refuses a reference to nothing', () => {
  expect(() => withReferences('under clause {nowhere}', new Map())).toThrow('nowhere');
});
