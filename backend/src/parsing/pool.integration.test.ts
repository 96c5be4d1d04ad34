import { afterEach, describe, expect, it } from 'vitest';
import { makeDocx, makePasswordProtectedDocx, makeZipBomb } from './fixtures.ts';
import { makeEncryptedPdf, makePdf } from './pdf-fixtures.ts';
import { createParsingPool, type ParsingPool, type ParsingPoolOptions } from './pool.ts';
import { ReadError } from './types.ts';

let pool: ParsingPool | undefined;
const open = (options: Partial<ParsingPoolOptions> = {}): ParsingPool => {
  pool = createParsingPool({ size: 1, memoryMb: 1024, timeoutMs: 20_000, ...options });
  return pool;
};
afterEach(async () => {
  await pool?.close();
  pool = undefined;
});

const small = makeDocx({ paragraphs: ['The fee is GBP 500.'] });
const large = makeDocx({
  paragraphs: Array.from(
    { length: 60_000 },
    (_, index) => `Clause ${index} binds the parties for ${index * 7} days.`,
  ),
});
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof ReadError ? error.code : String(error)),
  );

describe('the parsing pool', () => {
  it('reads a DOCX with its rendition and a PDF', async () => {
    const { readDocument } = open();
    const rendition = makePdf({ pages: [['Cover'], ['The fee is GBP 500.']] });
    const word = await readDocument('docx', small, rendition);
    expect(word.text).toEqual({
      blocks: [{ anchor: 'p1', kind: 'paragraph', text: 'The fee is GBP 500.', page: 2 }],
      pageCount: 2,
    });
    const pdf = await readDocument('pdf', rendition);
    expect(pdf.text.blocks.map((block) => block.text)).toEqual(['Cover', 'The fee is GBP 500.']);
  });

  it('carries the name and figures of a failure', async () => {
    const { readDocument } = open();
    await expect(readDocument('docx', makeZipBomb())).rejects.toMatchObject({
      code: 'zip_bomb',
      figures: { measure: 'ratio' },
    });
    expect(await codeOf(readDocument('docx', makePasswordProtectedDocx()))).toBe('password_protected');
    expect(await codeOf(readDocument('pdf', makeEncryptedPdf()))).toBe('password_protected');
  });

  it('ends a document that takes too long, and goes on', async () => {
    const { readDocument, ready } = open({ timeoutMs: 60 });
    await ready();
    expect(await codeOf(readDocument('docx', large))).toBe('timed_out');
    await ready();
    expect(await codeOf(readDocument('docx', small))).toBe('none');
  });

  it('ends a child that takes too much memory, and goes on', async () => {
    const { readDocument } = open({ memoryMb: 160 });
    expect(await codeOf(readDocument('docx', large))).toBe('out_of_memory');
    expect(await codeOf(readDocument('docx', small))).toBe('none');
  });

  it('loses only its own document when a child is killed', async () => {
    const { readDocument, ready, status } = open();
    await ready();
    const [pid] = status().pids;
    const lost = codeOf(readDocument('docx', large));
    const kept = [readDocument('docx', small), readDocument('docx', small)].map(codeOf);
    process.kill(pid ?? 0, 'SIGKILL');
    expect(await lost).toBe('parser_failed');
    expect(await Promise.all(kept)).toEqual(['none', 'none']);
    expect(status().pids).not.toContain(pid);
  });

  it('refuses more than its queue holds, and fails what waits when it closes', async () => {
    const { readDocument, close, status } = open({ queueLimit: 1 });
    const running = codeOf(readDocument('docx', large));
    const waiting = codeOf(readDocument('docx', small));
    expect(await codeOf(readDocument('docx', small))).toBe('parser_busy');
    expect(status()).toMatchObject({ busy: 1, waiting: 1 });
    await close();
    expect(await Promise.all([running, waiting])).toEqual(['parser_failed', 'parser_failed']);
  });
});
