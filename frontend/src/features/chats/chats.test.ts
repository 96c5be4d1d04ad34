import { describe, expect, it } from 'vitest';
import { citationNumber, finishedParagraphs, linkCitations } from './citation-links';
import { foldChunk, runBegun, type Chunk } from './fold';
import { summaryOf, textOf, type Activity } from './parts';

const fold = (chunks: Chunk[]) => chunks.reduce(foldChunk, runBegun);

describe('foldChunk', () => {
  it('joins deltas per text and keeps the order of parts', () => {
    const state = fold([
      { type: 'start' },
      { type: 'text-start', id: '1' },
      { type: 'text-delta', id: '1', delta: 'Hello ' },
      { type: 'data-activity', id: 'a', data: { state: 'running' } },
      { type: 'text-delta', id: '1', delta: 'there' },
      { type: 'text-end', id: '1' },
      { type: 'text-delta', id: '2', delta: 'Second' },
    ]);
    expect(state.parts.map((part) => part.type)).toEqual(['text', 'data-activity', 'text']);
    expect(textOf(state.parts)).toBe('Hello there\n\nSecond');
  });

  it('replaces data parts by id', () => {
    const state = fold([
      { type: 'data-activity', id: 'a', data: { state: 'running' } },
      { type: 'data-activity', id: 'b', data: { state: 'running' } },
      { type: 'data-activity', id: 'a', data: { state: 'done' } },
    ]);
    expect(state.parts.map((part) => (part.data as Activity).state)).toEqual(['done', 'running']);
  });

  it('takes back the step that another server repeats, and keeps no transient part', () => {
    const state = fold([
      { type: 'text-start', id: '1' },
      { type: 'text-delta', id: '1', delta: 'kept' },
      { type: 'text-start', id: '1' },
      { type: 'text-delta', id: '1', delta: 'half' },
      { type: 'data-restart', data: { keep: 1 }, transient: true },
      { type: 'text-start', id: '1' },
      { type: 'text-delta', id: '1', delta: 'whole' },
      { type: 'data-title', id: 't', data: {}, transient: true },
    ]);
    expect(state.parts.map((part) => part.text)).toEqual(['kept', 'whole']);
  });

  it('ends done, stopped or failed, and a finish after an error does not hide it', () => {
    expect(fold([{ type: 'finish' }]).outcome).toBe('done');
    expect(fold([{ type: 'abort' }, { type: 'finish' }]).outcome).toBe('stopped');
    expect(fold([{ type: 'error', errorText: 'x' }, { type: 'finish' }])).toMatchObject({
      outcome: 'failed',
      error: 'x',
    });
  });
});

describe('citations in the text', () => {
  it('become links outside code', () => {
    expect(linkCitations('Rent is due [^1]. `[^2]` and\n```\n[^3]\n```')).toBe(
      'Rent is due[1](#cite-1). `[^2]` and\n```\n[^3]\n```',
    );
  });

  it('leaves an unfinished marker alone', () => {
    expect(linkCitations('Rent [^')).toBe('Rent [^');
  });

  it('reads numbers from its own links only', () => {
    expect([citationNumber('#cite-12'), citationNumber('#cite-x'), citationNumber('https://a')]).toEqual([
      12,
      null,
      null,
    ]);
  });

  it('announces a paragraph once it is complete', () => {
    expect(finishedParagraphs('One [^1].\n\nTw', false)).toEqual(['One .']);
    expect(finishedParagraphs('One.\n\nTwo', true)).toEqual(['One.', 'Two']);
  });
});

describe('summaryOf', () => {
  it('counts each document once', () => {
    const read = (documentId: string): Activity => ({
      id: documentId,
      kind: 'read',
      state: 'done',
      label: 'x',
      documentId,
    });
    expect(summaryOf([read('a'), read('b'), { ...read('a'), kind: 'find' }])).toBe('Read 2 documents');
  });
});
