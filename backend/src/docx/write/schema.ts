import { z } from 'zod';
import { illegalCharacter } from './xml-characters.ts';

/** What one draft may hold. Beyond this a document is split, not grown. */
export const draftLimits = {
  blocks: 2_000,
  characters: 20_000,
  titleCharacters: 300,
  totalCharacters: 1_000_000,
  tableColumns: 30,
  tableRows: 1_000,
  parties: 30,
} as const;

/** Text that Word can hold as it stands; a line feed inside it becomes a line break, a tab a tab. */
function text(what: string, limit: number = draftLimits.characters) {
  return z
    .string({
      error: (issue) => (issue.input === undefined ? `${what} is missing` : `${what} must be a string`),
    })
    .max(limit, { error: (issue) => tooLong(what, issue.input, limit) })
    .superRefine((value, context) => {
      const found = illegalCharacter(value);
      if (found === undefined) return;
      const message = `${what} holds the character ${found.name} at position ${found.index}, which a Word file cannot hold; leave it out`;
      context.addIssue({ code: 'custom', message });
    });
}

function tooLong(what: string, input: unknown, limit: number): string {
  const found = typeof input === 'string' ? ` and this has ${figure(input.length)}` : '';
  return `${what} may have at most ${figure(limit)} characters${found}; split it into several blocks`;
}

function figure(value: number): string {
  return value.toLocaleString('en-GB');
}

function filled(what: string, limit?: number) {
  return text(what, limit).refine((value) => value.trim() !== '', { error: `${what} is empty` });
}

function level(highest: number) {
  return z
    .int({ error: `level must be a whole number from 1 to ${highest}` })
    .min(1, { error: `level must be from 1 to ${highest}` })
    .max(highest, { error: `level must be from 1 to ${highest}` });
}

const heading = z.strictObject({
  type: z.literal('heading'),
  text: filled('text').describe('The heading without any number: numbers are added by the document.'),
  level: level(4).describe('1 is the highest. Do not skip a level.'),
  numbered: z
    .boolean({ error: 'numbered must be true or false' })
    .optional()
    .describe('true gives it the next number of the clause list at the same level. Default false.'),
});

const clause = z.strictObject({
  type: z.literal('clause'),
  text: filled('text').describe(
    'The clause without its number; references to clauses in the text stay as written.',
  ),
  level: level(5).describe('1 shows 1., 2 shows 1.1, 3 shows (a), 4 shows (i), 5 shows (A).'),
  restart: z
    .boolean({ error: 'restart must be true or false' })
    .optional()
    .describe('true starts the numbers again at 1, as at the head of a schedule. Default false.'),
});

const paragraph = z.strictObject({
  type: z.literal('paragraph'),
  text: text('text').describe('Body text without a number.'),
});

const bullet = z.strictObject({ type: z.literal('bullet'), text: filled('text') });

const cells = z
  .array(text('cell'), { error: 'must be an array of strings, one for each cell' })
  .max(draftLimits.tableColumns, { error: `a table may have at most ${draftLimits.tableColumns} columns` });

const table = z
  .strictObject({
    type: z.literal('table'),
    header: cells.optional().describe('Head row, repeated on every page that the table reaches.'),
    rows: z
      .array(cells, { error: 'rows must be an array of rows, each an array of strings' })
      .max(draftLimits.tableRows, { error: `a table may have at most ${figure(draftLimits.tableRows)} rows` })
      .describe('Rows of cell texts. Shorter rows are filled with empty cells, none is cut.'),
  })
  .refine((value) => [value.header ?? [], ...value.rows].some((row) => row.length > 0), {
    error: 'a table needs at least one cell',
  });

const pageBreak = z.strictObject({ type: z.literal('page_break') });

const party = z.strictObject({
  name: filled('name', 500).describe('The party as the contract names it.'),
  signatory: text('signatory', 500).optional().describe('Who signs; leave out when not known.'),
  title: text('title', 500).optional().describe('Office of the person who signs.'),
});

const signaturePage = z.strictObject({
  type: z.literal('signature_page'),
  intro: text('intro').optional(),
  parties: z
    .array(party, { error: 'parties must be an array of {name, signatory?, title?}' })
    .min(1, { error: 'a signature page needs at least one party' })
    .max(draftLimits.parties, { error: `a signature page may have at most ${draftLimits.parties} parties` }),
});

const blockTypes = 'heading, clause, paragraph, bullet, table, page_break, signature_page';

export const draftBlockSchema = z.discriminatedUnion(
  'type',
  [heading, clause, paragraph, bullet, table, pageBreak, signaturePage],
  { error: `type must be one of ${blockTypes}` },
);

const draftObject = z.strictObject({
  title: filled('title', draftLimits.titleCharacters).describe(
    'Stands at the head of the document and names the file; do not repeat it as the first heading.',
  ),
  landscape: z.boolean({ error: 'landscape must be true or false' }).optional(),
  blocks: z
    .array(draftBlockSchema, { error: 'blocks must be an array of blocks' })
    .min(1, { error: 'a document needs at least one block' })
    .max(draftLimits.blocks, {
      error: `a document may have at most ${figure(draftLimits.blocks)} blocks; split it into several documents`,
    }),
});

export type Draft = z.infer<typeof draftObject>;

/**
 * A document as the model gives it. The text is written exactly as it stands: numbers, labels and list marks are
 * never guessed from it and never taken out of it.
 */
export const draftSchema = draftObject.refine((draft) => lengthOf(draft) <= draftLimits.totalCharacters, {
  error: `a document may have at most ${figure(draftLimits.totalCharacters)} characters in all; split it`,
});

export type DraftBlock = z.infer<typeof draftBlockSchema>;
export type DraftTable = z.infer<typeof table>;
export type DraftSignaturePage = z.infer<typeof signaturePage>;

/** Every text of a draft with where it stands, in reading order. */
export function* textsOf(draft: Draft): Generator<{ where: string; text: string }> {
  yield { where: 'title', text: draft.title };
  for (const [index, block] of draft.blocks.entries()) yield* textsOfBlock(block, `blocks[${index}]`);
}

function* textsOfBlock(block: DraftBlock, where: string): Generator<{ where: string; text: string }> {
  if (block.type === 'page_break') return;
  if (block.type === 'table') {
    for (const row of [block.header ?? [], ...block.rows]) {
      for (const cell of row) yield { where, text: cell };
    }
  } else if (block.type === 'signature_page') {
    const texts = block.parties.flatMap((each) => [each.name, each.signatory, each.title]);
    for (const each of [block.intro, ...texts]) if (each !== undefined) yield { where, text: each };
  } else yield { where, text: block.text };
}

function lengthOf(draft: Draft): number {
  let total = 0;
  for (const { text: each } of textsOf(draft)) total += each.length;
  return total;
}
