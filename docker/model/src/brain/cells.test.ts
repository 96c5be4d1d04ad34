import { describe, expect, it } from 'vitest';
import { asRead, lease, nda, services, spa, standsIn, type Contract } from '../testing/contracts.ts';
import { cellFor, columnsOf, fillCells, type Cell, type Column } from './cells.ts';
import { readConversation } from './conversation.ts';
import { parseReadText, type SourceDocument } from './documents.ts';

const SEEDS = Array.from({ length: 20 }, (_, index) => index * 104729 + 11);

const read = (contract: Contract): SourceDocument =>
  parseReadText(asRead(contract, 'doc_0123abcd'))[0] as SourceDocument;
const column = (name: string, format: string, question = '', tags: string[] = []): Column => ({
  id: `c-${name}`,
  name,
  format,
  question,
  tags,
});

function fill(contract: Contract, asked: Column): Cell {
  const cell = cellFor(asked, read(contract));
  for (const { quote, page } of cell.citations)
    expect(standsIn(contract, quote, page ?? null), quote).toBe(true);
  return cell;
}

describe('cells of a review', () => {
  it.each(SEEDS)('give each value in its format, seed %i', (seed) => {
    const rented = lease(seed);
    expect(fill(rented, column('Rent', 'monetary_amount', 'What is the rent payable?')).value).toBe(
      rented.facts['rent'],
    );
    expect(fill(rented, column('Commencement', 'date', 'When does the term commence?')).value).toBe(
      rented.facts['start'],
    );
    expect(fill(rented, column('Expiry', 'date', 'When does the lease expire?')).value).toBe(
      rented.facts['end'],
    );
    expect(fill(rented, column('Landlord', 'text', 'Who is the landlord?')).value).toBe(
      rented.facts['first'],
    );
    expect(
      fill(rented, column('Assignment permitted', 'yes_no', 'May the tenant assign the lease?')).value,
    ).toMatch(/^(Yes|No)$/);
    const serviced = services(seed);
    expect(
      fill(serviced, column('Late payment', 'percentage', 'What interest rate applies to overdue sums?'))
        .value,
    ).toBe(serviced.facts['interest']);
    expect(
      fill(serviced, column('Liability cap', 'monetary_amount', 'What is the cap on liability?')).value,
    ).toBe(serviced.facts['cap']);
    expect(
      fill(serviced, column('Fee currency', 'currency', 'In which currency are the fees payable?')).value,
    ).toMatch(/^(GBP|EUR|USD|CHF)$/);
    expect(
      fill(serviced, column('Payment days', 'number', 'Within how many days must invoices be paid?')).value,
    ).toBe(/\((\d+)\)/.exec(serviced.facts['payment'] ?? '')?.[1]);
    const parties = fill(serviced, column('Parties', 'bulleted_list', 'Who are the parties?')).value.split(
      '\n',
    );
    expect(parties).toHaveLength(2);
    expect(parties.every((line) => line.startsWith('- '))).toBe(true);
    const sold = spa(seed);
    expect(fill(sold, column('Consideration', 'monetary_amount', 'What is the consideration?')).value).toBe(
      sold.facts['price'],
    );
    expect(
      fill(nda(seed), column('Direction', 'tag', 'Is the NDA mutual or one-way?', ['Mutual', 'One-way']))
        .value,
    ).toBe('Mutual');
    expect(
      fill(nda(seed), column('Governing law', 'text', 'Which law governs the agreement?')).value,
    ).toContain(nda(seed).facts['law']);
  });

  it.each([
    ['nda', 'Rent', 'monetary_amount', 'What is the rent?'],
    ['nda', 'Liability cap', 'monetary_amount', 'What is the cap on liability?'],
    ['lease', 'Governing law', 'text', 'Which law governs the lease?'],
    ['lease', 'Pension', 'percentage', 'What are the pension contributions?'],
    ['spa', 'Arbitration seat', 'text', 'What is the seat of arbitration?'],
  ] as const)('%s: %s is not found', (kind, name, format, question) => {
    const cell = fill({ nda, lease, spa }[kind](7), column(name, format, question));
    expect(cell).toMatchObject({ value: 'Not found in the document', flag: 'grey', citations: [] });
  });

  it('records every column in one turn, and says when all are recorded', () => {
    const columns = [
      column('Parties', 'text'),
      column('Governing law', 'text'),
      column('Insurance', 'yes_no'),
    ];
    const text = `Fill the columns.\n<columns>${JSON.stringify(columns)}</columns>\n${asRead(nda(3), 'doc_0123abcd')}`;
    expect(columnsOf(text)).toEqual(columns);
    const tools = [{ type: 'function' as const, function: { name: 'record_cell' } }];
    const first = fillCells(
      readConversation({ model: 'm', tools, messages: [{ role: 'user', content: text }] }, new Map()),
    );
    if (first.kind !== 'call') throw new Error('expected calls');
    expect(first.calls.map(({ input }) => input['column'])).toEqual(columns.map(({ id }) => id));
    const messages = [
      { role: 'user' as const, content: text },
      {
        role: 'assistant' as const,
        content: null,
        tool_calls: first.calls.map((entry, index) => ({
          id: `t${index}`,
          type: 'function' as const,
          function: { name: entry.name, arguments: JSON.stringify(entry.input) },
        })),
      },
      ...first.calls.map((_, index) => ({
        role: 'tool' as const,
        content: 'recorded',
        tool_call_id: `t${index}`,
      })),
    ];
    expect(fillCells(readConversation({ model: 'm', tools, messages }, new Map())).kind).toBe('say');
  });
});
