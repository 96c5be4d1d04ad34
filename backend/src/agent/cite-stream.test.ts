import { describe, expect, it } from 'vitest';
import { CiteStream, type CitePiece } from './cite-stream.ts';

function run(text: string, size: number): CitePiece[] {
  const stream = new CiteStream();
  const pieces: CitePiece[] = [];
  for (let at = 0; at < text.length; at += size) pieces.push(...stream.push(text.slice(at, at + size)));
  pieces.push(...stream.end());
  return pieces.reduce<CitePiece[]>((merged, piece) => {
    const last = merged.at(-1);
    if (piece.kind === 'text' && last?.kind === 'text') last.text += piece.text;
    else merged.push({ ...piece });
    return merged;
  }, []);
}

const answer = 'Rent is 4,200.<cite doc="doc_1a2b3c4d" page="4">a rent of 4,200 &amp; VAT</cite> It < rises.';

describe('citation tags in streamed prose', () => {
  it.each([1, 2, 3, 7, 1000])('are taken out whole, whatever the size of the deltas (%i)', (size) => {
    expect(run(answer, size)).toEqual([
      { kind: 'text', text: 'Rent is 4,200.' },
      { kind: 'cite', document: 'doc_1a2b3c4d', page: 4, quote: 'a rent of 4,200 & VAT' },
      { kind: 'text', text: ' It < rises.' },
    ]);
  });

  it('never show any part of a tag that is not finished', () => {
    const stream = new CiteStream();
    const shown = [
      ...stream.push('Yes.<cite doc="doc_1"'),
      ...stream.push(' page="2">half a quo'),
      ...stream.end(),
    ];
    expect(shown).toEqual([{ kind: 'text', text: 'Yes.' }]);
  });

  it('lose no other citation when one is malformed', () => {
    const pieces = run(
      'A<cite>one</cite>B<cite doc=doc_2 page="x">two</cite>C<cite doc="d" page="3"></cite>D',
      5,
    );
    expect(pieces.filter((piece) => piece.kind === 'cite')).toEqual([
      { kind: 'cite', document: '', page: null, quote: 'one' },
      { kind: 'cite', document: 'doc_2', page: null, quote: 'two' },
    ]);
    expect(pieces.map((piece) => (piece.kind === 'text' ? piece.text : '*')).join('')).toBe('A*B*CD');
  });
});
