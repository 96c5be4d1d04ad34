import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDocx } from '../read.ts';
import type { Draft } from './schema.ts';
import { writeDocx } from './write.ts';

const run = promisify(execFile);
const missing = ['soffice', 'pdfinfo', 'pdftotext'].filter(
  (tool) => spawnSync(tool, ['-v']).error !== undefined,
);
if (missing.length > 0) {
  process.stderr.write(
    `1 test skipped: ${missing.join(', ')} not installed, so no draft is laid out by LibreOffice\n`,
  );
}

const draft: Draft = {
  title: 'Supply of Olive Oil',
  blocks: [
    { type: 'paragraph', text: '30 days after signature this agreement begins.' },
    { type: 'heading', level: 1, numbered: true, text: 'Definitions' },
    { type: 'clause', level: 2, text: '(Seller) means Elaia AE, Λεωφόρος Αθηνών 12.' },
    { type: 'clause', level: 3, text: 'first limb' },
    { type: 'clause', level: 4, text: 'second limb' },
    { type: 'clause', level: 5, text: 'third limb' },
    { type: 'clause', level: 1, text: 'Confidentiality. Each party keeps silent.' },
    {
      type: 'table',
      header: ['Item', 'Price'],
      rows: [
        ['Oil', 'EUR 12.50'],
        ['Crates', 'EUR 3', 'returnable'],
      ],
    },
    { type: 'page_break' },
    { type: 'heading', level: 1, text: 'Schedule' },
    { type: 'clause', level: 1, restart: true, text: 'Delivery in Piraeus' },
    {
      type: 'signature_page',
      intro: 'Signed by the parties.',
      parties: [{ name: 'Elaia AE' }, { name: 'Buyer Ltd' }],
    },
  ],
};

describe.skipIf(missing.length > 0)('LibreOffice opens a draft', () => {
  let directory = '';

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'draft-'));
    await writeFile(join(directory, 'draft.docx'), await writeDocx(draft));
    const profile = `-env:UserInstallation=file://${join(directory, 'profile')}`;
    await run('soffice', [
      profile,
      '--headless',
      '--convert-to',
      'pdf',
      '--outdir',
      directory,
      join(directory, 'draft.docx'),
    ]);
  });

  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  it('breaks pages where the draft says', async () => {
    const { stdout } = await run('pdfinfo', [join(directory, 'draft.pdf')]);
    expect(stdout).toMatch(/Pages:\s+3\n/);
    expect(stdout).toMatch(/Page size:.*A4/);
  });

  it('shows the same words and the same numbers as our reader', async () => {
    await run('pdftotext', ['-layout', join(directory, 'draft.pdf'), join(directory, 'draft.txt')]);
    const shown = (await readFile(join(directory, 'draft.txt'), 'utf8')).replace(/\s+/g, ' ');
    const blocks = readDocx(await writeDocx(draft)).filter((block) => block.story === 'body');
    expect(blocks.filter((block) => block.label !== undefined)).toHaveLength(7);
    for (const { label, text } of blocks)
      expect(shown).toContain(label === undefined ? text : `${label} ${text}`);
    expect(shown).toContain('Page 1 of 3');
    expect(shown).toContain('Page 3 of 3');
  });
});
