import { describe, expect, it } from 'vitest';
import { columnFormatNames } from '../../db/schema/index.ts';
import {
  columnFormats,
  columnInstruction,
  columnPresets,
  displayValue,
  parseValue,
  presetFor,
  type ColumnFormat,
} from './index.ts';

/** The normalised value, or the reason why there is none, marked. */
function read(format: ColumnFormat, raw: string, tags?: string[]): string {
  const parsed = parseValue(format, raw, tags);
  return parsed.ok ? parsed.value : `? ${parsed.reason}`;
}

describe('parseValue', () => {
  it.each([
    ['2026-11-24', '2026-11-24'],
    ['24 November 2026', '2026-11-24'],
    ['24th day of November, 2026', '2026-11-24'],
    ['November 24th, 2026', '2026-11-24'],
    ['24 Sept. 2026', '2026-09-24'],
    ['24-Nov-2026', '2026-11-24'],
    ['24.11.2026', '2026-11-24'],
    ['03.04.2026', '2026-04-03'],
    ['24/11/2026', '2026-11-24'],
    ['11/24/2026', '2026-11-24'],
    ['05/05/2026', '2026-05-05'],
    ['2026年11月24日', '2026-11-24'],
    ['Dated 1 May 2026 (the "Effective Date")', '2026-05-01'],
    ['29 February 2024', '2024-02-29'],
    ['29 February 2026', '? expected one date'],
    ['03/04/2026', '? day and month cannot be told apart'],
    ['from 1 May 2026 to 1 May 2028', '? expected one date'],
    ['the Effective Date', '? expected one date'],
  ])('date %j', (raw, value) => {
    expect(read('date', raw)).toBe(value);
  });

  it.each([
    ['12', '12'],
    ['1,250', '1250'],
    ['1,250.50', '1250.5'],
    ['1.250,50', '1250.5'],
    ['1 250 000', '1250000'],
    ['1’250’000', '1250000'],
    ['0.125', '0.125'],
    ['2.5 million', '2500000'],
    ['1.1 million', '1100000'],
    ['-3', '-3'],
    ['12 months', '12'],
    ['12,34,567', '1234567'],
    ['between 3 and 5', '? expected one number'],
    ['several', '? expected one number'],
  ])('number %j', (raw, value) => {
    expect(read('number', raw)).toBe(value);
  });

  it('percentage', () => {
    expect(read('percentage', '2.5 %')).toBe('2.5%');
    expect(read('percentage', '2,5% per annum')).toBe('2.5%');
    expect(read('percentage', '175 bps')).toBe('1.75%');
    expect(read('percentage', '1% rising to 2%')).toMatch(/^\?/);
    expect(parseValue('percentage', '7%')).toMatchObject({ typed: { fraction: 0.07, decimals: 0 } });
    expect(parseValue('percentage', '2.50%')).toMatchObject({ typed: { fraction: 0.025, decimals: 2 } });
  });

  it.each([
    ['EUR 1,250,000', 'EUR 1,250,000'],
    ['€1.250.000,00', 'EUR 1,250,000.00'],
    ['£12,500.50', 'GBP 12,500.50'],
    ['US$ 2.5 million', 'USD 2,500,000'],
    ['GBP 240k', 'GBP 240,000'],
    ['1,000 Swiss francs', 'CHF 1,000'],
    ['C$300', 'CAD 300'],
    ['5000', '5,000'],
    ['EUR 5 or USD 6', '? expected one amount in one currency'],
    ['to be agreed', '? expected one amount in one currency'],
  ])('monetary amount %j', (raw, value) => {
    expect(read('monetary_amount', raw)).toBe(value);
  });

  it('currency, yes or no, list', () => {
    expect(read('currency', '[[EUR]], [[usd]] and GBP')).toBe('EUR, GBP');
    expect(read('currency', 'euro and US dollars')).toBe('EUR, USD');
    expect(read('currency', 'ALL payments')).toBe('ALL');
    expect(read('yes_no', 'yes.')).toBe('Yes');
    expect(read('yes_no', '**No**, nothing is said')).toBe('No');
    expect(read('yes_no', 'Notice is required')).toMatch(/^\?/);
    expect(read('bulleted_list', '* one\n2. two\n\n• three')).toBe('- one\n- two\n- three');
    expect(read('bulleted_list', '30 days notice\n2024 report')).toBe('- 30 days notice\n- 2024 report');
  });

  it('tag', () => {
    const tags = ['Full time', 'Part time', 'Not stated'];
    expect(read('tag', '[full time]', tags)).toBe('Full time');
    expect(read('tag', 'The position is part time.', tags)).toBe('Part time');
    expect(read('tag', 'Not stated', tags)).toBe('Not stated');
    expect(read('tag', 'Full time or part time', tags)).toMatch(/^\? expected one of Full time/);
    expect(read('tag', 'Mutual', ['Mutual', 'One-way'])).toBe('Mutual');
  });

  it('takes "not found" in every format and keeps what does not fit', () => {
    for (const format of columnFormatNames) {
      expect(read(format, 'Not found in the document', ['a', 'b'])).toBe('Not found in the document');
      expect(read(format, '  ', ['a', 'b'])).toBe('Not found in the document');
    }
    expect(parseValue('date', ' the Effective Date ')).toEqual({
      ok: false,
      value: 'the Effective Date',
      reason: 'expected one date',
    });
  });
});

describe('displayValue', () => {
  it('is for people', () => {
    expect(displayValue('date', '2026-11-04')).toBe('4 Nov 2026');
    expect(displayValue('bulleted_list', '- a\n- b')).toBe('• a\n• b');
    expect(displayValue('date', 'on signature')).toBe('on signature');
    expect(displayValue('monetary_amount', '€5')).toBe('EUR 5');
  });
});

describe('the table of formats', () => {
  it('has the formats of the database and an instruction for each', () => {
    expect(columnFormats.options).toEqual([...columnFormatNames]);
    for (const format of columnFormatNames) {
      expect(columnInstruction(format, ['Red', 'Blue'])).toMatch(
        /^Answer .+ answer "Not found in the document"\.$/,
      );
    }
    expect(columnInstruction('tag', ['Red', 'Blue'])).toContain('Red; Blue');
  });

  it('has thirteen presets, found by name', () => {
    expect(columnPresets.map(({ name }) => name)).toEqual([
      'Parties',
      'Governing Law',
      'Effective Date',
      'Term',
      'Termination',
      'Change of Control',
      'Confidentiality',
      'Assignment',
      'Payment & Fees',
      'Amendment',
      'Indemnity',
      'Warranties',
      'Force Majeure',
    ]);
    expect(presetFor('  governing   LAW')?.format).toBe('text');
    expect(presetFor('Governing')).toBeUndefined();
  });
});
