import { describe, expect, it } from 'vitest';
import { cloudServices, wharfLease } from '../testing/plain-texts.ts';
import { answer, render, type Piece } from './answer.ts';
import { cellFor } from './cells.ts';
import { parseReadText, type SourceDocument } from './documents.ts';
import { summarise } from './summary.ts';

const lease = parseReadText(wharfLease)[0] as SourceDocument;
const services = parseReadText(cloudServices)[0] as SourceDocument;

const prose = (pieces: Piece[]): string => render(pieces.filter((piece) => 'text' in piece));

describe.each([
  [lease, 'What is the annual rent?', '£48,000'],
  [lease, 'How much is the deposit?', '£12,000'],
  [lease, 'When does the lease start?', 'start date is **25 March 2025'],
  [lease, 'When does the lease end?', 'end date is **24 March 2035'],
  [lease, 'What is the date of the lease?', '12 March 2025'],
  [lease, 'How long is the term?', 'ten years'],
  [lease, 'Can the tenant assign the lease?', 'shall not assign'],
  [lease, 'Is there a break clause?', '25 March 2030'],
  [lease, 'What is the permitted use?', 'bakery and coffee shop'],
  [lease, 'When is the rent reviewed?', 'reviewed on 25 March 2030'],
  [lease, 'What happens if rent is paid late?', '4%'],
  [lease, 'Where are the premises?', 'Unit 4, Wharf Road'],
  [lease, 'Who is the landlord?', 'WHARFSIDE PROPERTIES LIMITED'],
  [lease, 'When can the landlord forfeit the lease?', 'twenty-one (21) days'],
  [services, 'What is the fee?', '$12,500'],
  [services, 'When did the agreement start?', 'January 15, 2026'],
  [services, 'How long does it last?', 'three (3) years'],
  [services, 'What is the liability cap?', 'TWELVE MONTHS'],
  [services, 'Who owns the deliverables?', 'owned by Client'],
  [services, 'What is the seat of arbitration?', 'Wilmington'],
  [services, 'How much insurance must the provider carry?', '$2,000,000'],
  [services, 'How long does confidentiality last?', 'five (5) years'],
  [services, 'Who are the parties?', 'Acme Cloud, Inc.'],
  [services, 'What does clause 7 say?', 'defend and indemnify'],
])('%#', (document, question, wanted) => {
  it(question, () => expect(prose(answer(question, [document]))).toContain(wanted));
});

describe('what these contracts do not say', () => {
  it.each([
    [lease, 'What is the seat of arbitration?'],
    [lease, 'Does the lease give an option to purchase?'],
    [lease, 'What is the service charge?'],
    [lease, 'Is the tenant allowed to keep pets?'],
    [lease, 'Who is the guarantor?'],
    [services, 'What is the purchase price?'],
    [services, 'What are the pension contributions?'],
    [services, 'Is there a non-solicitation clause?'],
    [services, 'What is the data protection regime?'],
    [services, 'What is the interest rate for late payment?'],
  ])('%#', (document, question) =>
    expect(prose(answer(question, [document])), question).toMatch(/^The documents do not say/),
  );
});

it('summarises start and end from one sentence', () => {
  const text = prose(summarise([lease]));
  for (const fact of ['12 March 2025', '25 March 2025', '24 March 2035', '£48,000', 'England and Wales'])
    expect(text).toContain(fact);
});

it.each([
  [lease, 'Term', 'number', 'State the term in years.', '10'],
  [lease, 'Security of Tenure', 'yes_no', 'Are sections 24 to 28 excluded?', 'Not found in the document'],
  [lease, 'Guarantor', 'text', 'Who is the guarantor, if any?', 'Not found in the document'],
  [services, 'Renewal', 'yes_no', 'Does the agreement renew automatically?', 'Yes'],
  [services, 'Effective Date', 'date', 'What is the effective date?', '15 January 2026'],
  [services, 'Currency', 'currency', 'In which currency are payments made?', 'USD'],
  [services, 'Initial term (years)', 'number', 'How many years is the initial term?', '3'],
  [
    services,
    'Change of Control',
    'text',
    'What happens on a change of control?',
    'Not found in the document',
  ],
])('cell %#: %s', (document, name, format, question, value) => {
  expect(cellFor({ id: 'c', name, format, question, tags: [] }, document).value).toBe(value);
});

it('stays quick on a very long document of capitals', () => {
  const text =
    'THE PARTIES AGREE THAT THIS CLAUSE, BEING LONG, APPLIES TO ALL MATTERS OF EVERY KIND, '.repeat(40);
  const blocks = Array.from({ length: 1000 }, (_, index) => ({
    anchor: `p${index}`,
    page: 1,
    label: '',
    heading: false,
    text,
  }));
  const pieces = answer('Who are the parties?', [{ ...lease, blocks }]);
  expect(pieces.length).toBeGreaterThan(0);
}, 3_000);
