import { z } from 'zod';
import { columnFormatNames } from '../../db/schema/index.ts';
import { findCurrencies } from './currencies.ts';
import { findDates, showDate } from './dates.ts';
import { soleNumber } from './numbers.ts';
import { accept, isNotFound, notFound, refuse, type ParsedValue, type TypedValue } from './parsed.ts';

export const columnFormats = z.enum(columnFormatNames);
export type ColumnFormat = (typeof columnFormatNames)[number];

interface Format {
  /** What the model is told about the value of a column of this format. */
  instruction(tags: readonly string[]): string;
  /** Understands an answer that says something. */
  parse(raw: string, tags: readonly string[]): ParsedValue;
}

const formats: Record<ColumnFormat, Format> = {
  text: {
    instruction: () => 'Answer in plain sentences, as short as the point allows.',
    parse: (raw) => accept(raw.trim(), { kind: 'text', text: raw.trim() }),
  },
  bulleted_list: {
    instruction: () => 'Answer as a list only: one item on each line, each line beginning with "- ".',
    parse: (raw) => {
      const items = raw
        .split(/\r\n|\r|\n/)
        .map((line) => line.replace(/^\s*(?:[-*•–]|\d{1,2}[.)])\s+/, '').trim());
      const filled = items.filter((item) => item !== '');
      return accept(filled.map((item) => `- ${item}`).join('\n'), { kind: 'list', items: filled });
    },
  },
  number: {
    instruction: () => 'Answer with one number in digits, without a unit; put the unit into the reasoning.',
    parse: (raw) => {
      const found = soleNumber(raw);
      if (found === null) return refuse(raw, 'expected one number');
      return accept(String(found.number), { kind: 'number', number: found.number });
    },
  },
  percentage: {
    instruction: () => 'Answer with one percentage such as 2.5%, and nothing else.',
    parse: parsePercentage,
  },
  monetary_amount: {
    instruction: () => 'Answer with one amount: currency code, a space, the figure, such as EUR 1,250,000.',
    parse: parseAmount,
  },
  currency: {
    instruction: () => 'Answer with three-letter currency codes only, separated by commas, such as EUR, USD.',
    parse: (raw) => {
      const codes = findCurrencies(raw);
      if (codes.length === 0) return refuse(raw, 'expected a currency code');
      return accept(codes.join(', '), { kind: 'currencies', codes });
    },
  },
  yes_no: {
    instruction: () => 'Answer Yes or No and nothing else; put what supports it into the reasoning.',
    parse: (raw) => {
      const word = /^\W*(yes|no|true|false)\b/i.exec(raw)?.[1]?.toLowerCase();
      if (word === undefined) return refuse(raw, 'expected Yes or No');
      const yes = word === 'yes' || word === 'true';
      return accept(yes ? 'Yes' : 'No', { kind: 'yes_no', yes });
    },
  },
  date: {
    instruction: () =>
      'Answer with one date as YYYY-MM-DD; put other dates and how it was found into the reasoning.',
    parse: (raw) => {
      const [iso, ...others] = findDates(raw);
      if (iso === undefined || others.length > 0) return refuse(raw, 'expected one date');
      if (iso === 'ambiguous') return refuse(raw, 'day and month cannot be told apart');
      return accept(iso, { kind: 'date', iso });
    },
  },
  tag: {
    instruction: (tags) => `Answer with exactly one of these tags and nothing else: ${tags.join('; ')}.`,
    parse: parseTag,
  },
};

function parsePercentage(raw: string): ParsedValue {
  const basis = /(\d[\d.,]*)\s*(?:bps|basis points?)\b/i.exec(raw);
  const found = soleNumber(basis === null ? raw : (basis[1] ?? ''));
  if (found === null) return refuse(raw, 'expected one percentage');
  const shift = basis === null ? 0 : 2;
  const percent = Number(`${found.number}e-${shift}`);
  const decimals = found.decimals + shift;
  return accept(`${percent}%`, { kind: 'percentage', fraction: Number(`${percent}e-2`), decimals });
}

function parseAmount(raw: string): ParsedValue {
  const found = soleNumber(raw);
  const [currency, ...others] = findCurrencies(raw);
  if (found === null || others.length > 0) return refuse(raw, 'expected one amount in one currency');
  const figure = found.number.toLocaleString('en-US', {
    minimumFractionDigits: found.decimals,
    maximumFractionDigits: Math.max(found.decimals, 2),
  });
  const typed: TypedValue = {
    kind: 'amount',
    number: found.number,
    currency: currency ?? null,
    decimals: found.decimals,
  };
  return accept(currency === undefined ? figure : `${currency} ${figure}`, typed);
}

/** Case, brackets and a full stop are forgiven, and a sentence that names one tag alone. */
function parseTag(raw: string, tags: readonly string[]): ParsedValue {
  const fold = (text: string): string =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/^[\s["'(]+|[\s\]"').]+$/g, '')
      .replace(/\s+/g, ' ');
  const answer = fold(raw);
  const exact = tags.find((tag) => fold(tag) === answer);
  if (exact !== undefined) return accept(exact, { kind: 'tag', tag: exact });
  const named = tags.filter((tag) =>
    ` ${answer.replace(/[.,;:!?"'()[\]]/g, ' ')} `.includes(` ${fold(tag)} `),
  );
  const [only] = named;
  if (named.length !== 1 || only === undefined) return refuse(raw, `expected one of ${tags.join(', ')}`);
  return accept(only, { kind: 'tag', tag: only });
}

/** What the model is told about the value of a column, beside its question. */
export function columnInstruction(format: ColumnFormat, tags: readonly string[]): string {
  return `${formats[format].instruction(tags)} When the document does not say, answer "${notFound}".`;
}

/**
 * Understands an answer by the format of its column. An answer that says nothing was found is good in every format; one
 * that does not fit is kept as it came, with what was expected, since what a lawyer reads must not be lost.
 */
export function parseValue(format: ColumnFormat, raw: string, tags: readonly string[] = []): ParsedValue {
  // A tag may itself be called "Not stated".
  if (format === 'tag') {
    const tagged = formats.tag.parse(raw, tags);
    if (tagged.ok) return tagged;
  }
  if (isNotFound(raw) && format !== 'text') return accept(notFound, { kind: 'text', text: notFound });
  if (raw.trim() === '') return accept(notFound, { kind: 'text', text: notFound });
  return formats[format].parse(raw, tags);
}

/** The value as people read it, for tables and exports. */
export function displayValue(format: ColumnFormat, raw: string, tags: readonly string[] = []): string {
  const parsed = parseValue(format, raw, tags);
  if (!parsed.ok) return parsed.value;
  if (parsed.typed.kind === 'date') return showDate(parsed.typed.iso);
  if (parsed.typed.kind === 'list') return parsed.typed.items.map((item) => `• ${item}`).join('\n');
  return parsed.value;
}
