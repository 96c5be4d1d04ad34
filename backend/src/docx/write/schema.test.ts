import { describe, expect, it } from 'vitest';
import { draftLimits, draftSchema } from './schema.ts';

/** The problems of a draft, one a line, each with where it stands. */
function problemsOf(draft: unknown): string {
  const { error } = draftSchema.safeParse(draft);
  const lines = error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
  return lines.join('\n');
}

const paragraph = { type: 'paragraph', text: 'a' };

describe('draftSchema', () => {
  it('says what is wrong and where', () => {
    const cases: [unknown, string][] = [
      [{ blocks: [paragraph] }, 'title: title is missing'],
      [{ title: '  ', blocks: [paragraph] }, 'title: title is empty'],
      [{ title: 'T', blocks: [] }, 'blocks: a document needs at least one block'],
      [{ title: 'T' }, 'blocks: blocks must be an array of blocks'],
      [{ title: 'T', blocks: [{ type: 'image' }] }, 'blocks.0.type: type must be one of heading, clause'],
      [
        { title: 'T', blocks: [{ type: 'clause', text: 'a' }] },
        'blocks.0.level: level must be a whole number',
      ],
      [
        { title: 'T', blocks: [{ type: 'clause', text: 'a', level: 6 }] },
        'blocks.0.level: level must be from 1 to 5',
      ],
      [
        { title: 'T', blocks: [paragraph, { type: 'bullet', text: 3 }] },
        'blocks.1.text: text must be a string',
      ],
      [{ title: 'T', blocks: [{ type: 'table', rows: [] }] }, 'blocks.0: a table needs at least one cell'],
      [
        { title: 'T', blocks: [{ type: 'table', rows: ['a'] }] },
        'blocks.0.rows.0: must be an array of strings',
      ],
      [{ title: 'T', blocks: [{ type: 'signature_page', parties: [] }] }, 'needs at least one party'],
      [
        { title: 'T', blocks: [{ ...paragraph, text: 'a\u0001' }] },
        'holds the character U+0001 at position 1',
      ],
    ];
    for (const [draft, message] of cases) expect(problemsOf(draft)).toContain(message);
  });

  it('holds the limits and names the figures', () => {
    const blocks = Array.from({ length: draftLimits.blocks }, () => paragraph);
    expect(problemsOf({ title: 'T', blocks })).toBe('');
    expect(problemsOf({ title: 'T', blocks: [...blocks, paragraph] })).toContain('at most 2,000 blocks');
    const long = { type: 'paragraph', text: 'x'.repeat(draftLimits.characters) };
    expect(problemsOf({ title: 'T', blocks: [long] })).toBe('');
    const longer = { type: 'paragraph', text: `${long.text}x` };
    expect(problemsOf({ title: 'T', blocks: [longer] })).toContain(
      'at most 20,000 characters and this has 20,001',
    );
    const total = Array.from({ length: 51 }, () => long);
    expect(problemsOf({ title: 'T', blocks: total })).toContain('at most 1,000,000 characters in all');
  });
});
