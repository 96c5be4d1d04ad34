import { describe, expect, it } from 'vitest';
import { asRead, lease, nda, services, spa, standsIn, type Contract } from '../testing/contracts.ts';
import { answer, render, type Piece } from './answer.ts';
import { parseReadText } from './documents.ts';

const SEEDS = Array.from({ length: 25 }, (_, index) => index * 7919 + 3);
const write = { nda, services, lease, spa };

function ask(contract: Contract, question: string): { text: string; pieces: Piece[] } {
  const pieces = answer(question, parseReadText(asRead(contract, 'doc_0123abcd')));
  return { text: render(pieces.filter((piece) => 'text' in piece)), pieces };
}

const cites = (pieces: Piece[]) => pieces.flatMap((piece) => ('cite' in piece ? [piece.cite] : []));

const ANSWERED: [keyof typeof write, string, string[]][] = [
  ['nda', 'Who are the parties?', ['first', 'second']],
  ['nda', 'What is the governing law?', ['law']],
  ['nda', 'Which law governs this agreement?', ['law']],
  ['nda', 'How long do the confidentiality obligations last?', ['confidentiality']],
  ['nda', 'What is the notice period for termination?', ['notice']],
  ['nda', 'When was the agreement made?', ['start']],
  ['nda', 'When does the agreement start?', ['start']],
  ['services', 'Who are the parties to this agreement?', ['first', 'second']],
  ['services', 'What is the monthly fee?', ['fee']],
  ['services', 'How much does the customer pay?', ['fee']],
  ['services', 'What is the liability cap?', ['cap']],
  ['services', 'Is liability limited, and to how much?', ['cap']],
  ['services', 'When does the agreement start?', ['start']],
  ['services', 'When does it end?', ['end']],
  ['services', 'What is the governing law?', ['law']],
  ['services', 'How long is the notice period?', ['notice']],
  ['services', 'How quickly must invoices be paid?', ['payment']],
  ['services', 'What interest applies to late payment?', ['interest']],
  ['lease', 'What is the monthly rent?', ['rent']],
  ['lease', 'How much rent does the tenant pay each month?', ['rent']],
  ['lease', 'How large is the deposit?', ['deposit']],
  ['lease', 'Who is the landlord and who is the tenant?', ['first', 'second']],
  ['lease', 'When does the lease start?', ['start']],
  ['lease', 'When does the lease expire?', ['end']],
  ['lease', 'How long is the term?', ['term']],
  ['lease', 'What is the rent, and when does the term end?', ['rent', 'end']],
  ['spa', 'What is the purchase price?', ['price']],
  ['spa', 'What is the consideration for the shares?', ['price']],
  ['spa', 'When will completion take place?', ['completion']],
  ['spa', 'Who are the seller and the buyer?', ['first', 'second']],
  ['spa', 'What is the governing law?', ['law']],
];

const UNANSWERED: [keyof typeof write, string][] = [
  ['nda', 'What is the seat of arbitration?'],
  ['nda', 'Where is the arbitration seat?'],
  ['nda', 'What are the pension contributions?'],
  ['nda', 'What is the monthly rent?'],
  ['nda', 'What is the liability cap?'],
  ['nda', 'What fees are payable under the agreement?'],
  ['nda', 'What does the agreement say about insurance?'],
  ['nda', 'What is the maximum number of vehicles allowed?'],
  ['nda', 'Is there a force majeure clause?'],
  ['services', 'What is the rent deposit?'],
  ['services', 'Does the agreement contain a non-compete?'],
  ['services', 'What is the dividend policy?'],
  ['services', 'What are the pension contributions?'],
  ['lease', 'What is the governing law?'],
  ['lease', 'What is the liability cap?'],
  ['lease', 'What is the arbitration seat?'],
  ['lease', 'Is there a break clause?'],
  ['lease', 'How many parking spaces are included?'],
  ['spa', 'What is the monthly rent?'],
  ['spa', 'What is the notice period for termination?'],
  ['spa', 'What are the drag-along rights?'],
  ['spa', 'What is the interest rate on late payment?'],
];

describe('questions that the contract answers', () => {
  it.each(ANSWERED)('%s: %s', (kind, question, wanted) => {
    for (const seed of SEEDS) {
      const contract = write[kind](seed);
      const { text, pieces } = ask(contract, question);
      for (const fact of wanted) expect(text, `seed ${seed}`).toContain(contract.facts[fact]);
      expect(cites(pieces).length).toBeGreaterThan(0);
      expect(cites(pieces).length).toBeLessThanOrEqual(4);
      for (const { quote, page } of cites(pieces)) {
        expect(standsIn(contract, quote, page), `${quote} on ${page}`).toBe(true);
        expect(quote.split(/\s+/).length).toBeLessThanOrEqual(40);
      }
    }
  });
});

describe('questions that the contract does not answer', () => {
  it.each(UNANSWERED)('%s: %s', (kind, question) => {
    for (const seed of SEEDS) {
      const { text, pieces } = ask(write[kind](seed), question);
      expect(text, `seed ${seed}`).toMatch(/^The documents do not say/);
      expect(cites(pieces)).toEqual([]);
    }
  });
});

describe('several documents', () => {
  it('answers each when asked to compare', () => {
    const [left, right] = [services(5), nda(6)];
    const documents = [
      ...parseReadText(asRead(left, 'doc_00000001')),
      ...parseReadText(asRead(right, 'doc_00000002')),
    ];
    const text = render(answer('Compare the governing law of each agreement', documents));
    expect(text).toContain(left.name);
    expect(text).toContain(right.name);
    expect(text).toContain(`doc="doc_00000001"`);
    expect(text).toContain(`doc="doc_00000002"`);
  });

  it('says which document does not settle it', () => {
    const documents = [
      ...parseReadText(asRead(lease(5), 'doc_00000001')),
      ...parseReadText(asRead(nda(6), 'doc_00000002')),
    ];
    const text = render(answer('What is the rent in each document?', documents));
    expect(text).toContain('This document does not say.');
    expect(text).not.toContain('doc="doc_00000002"');
  });
});
