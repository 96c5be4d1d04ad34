import { partyQuote, quoteOf } from './answer.ts';
import { factOf } from './leading-fact.ts';
import { asObject, parseJson, resultsOf, type Conversation } from './conversation.ts';
import { parseReadText, type SourceDocument } from './documents.ts';
import {
  amountsIn,
  currencyIn,
  datesIn,
  durationsIn,
  numberIn,
  partiesOf,
  percentagesIn,
  spellDate,
} from './facts.ts';
import { call, say, type Plan } from './plan.ts';
import { clip, find, holds, type Finding, type Passage } from './retrieval.ts';
import { partyText } from './summary.ts';
import { topicOf } from './topics.ts';
import { terms } from './words.ts';

export interface Column {
  id: string;
  name: string;
  format: string;
  question: string;
  tags: string[];
}

export interface Cell {
  column: string;
  value: string;
  flag: 'green' | 'yellow' | 'red' | 'grey';
  reasoning: string;
  citations: { quote: string; page?: number }[];
}

const NOT_FOUND = 'Not found in the document';

/** Records every open column of the review in one turn, then says that it is done. */
export function fillCells(conversation: Conversation): Plan {
  const turn = conversation.current;
  const done = new Set(resultsOf(turn, 'record_cell').map(({ input }) => String(input['column'])));
  const columns = columnsOf(turn.text).filter(({ id }) => !done.has(id));
  if (columns.length === 0) return say('All columns are recorded.');
  const document = parseReadText(turn.text)[0];
  if (!document) return say('The message holds no document text, so no cell can be filled.');
  return call(columns.map((column) => ({ name: 'record_cell', input: { ...cellFor(column, document) } })));
}

/** The columns of a review, from the JSON between its `<columns>` tags. */
export function columnsOf(text: string): Column[] {
  const parsed = parseJson(/<columns>([\s\S]*?)<\/columns>/.exec(text)?.[1] ?? '');
  if (!Array.isArray(parsed)) return [];
  return parsed.map((entry) => {
    const item = asObject(entry);
    const tags = Array.isArray(item['tags']) ? item['tags'].map(String) : [];
    return {
      id: String(item['id'] ?? ''),
      name: String(item['name'] ?? ''),
      format: String(item['format'] ?? 'text'),
      question: String(item['question'] ?? ''),
      tags,
    };
  });
}

/** Answers one column from one document, in the column's format. */
export function cellFor(column: Column, document: SourceDocument): Cell {
  const finding = findFor(column, document);
  const special = column.format === 'tag' ? tagCell(column, finding, document) : roleCell(column, document);
  if (special) return special;
  if (column.format === 'tag') return notFound(column);
  const passage = finding.passages.find((candidate) => fits(column, candidate.sentence)) ?? null;
  const value = passage && valueOf(column, finding, passage, document);
  if (!passage || value === null) return notFound(column);
  const quotes = (
    column.format === 'bulleted_list' && finding.topic?.wants !== 'parties'
      ? finding.passages.slice(0, 3)
      : [passage]
  ).map((item) => quoteOf(item, finding.topic));
  const citations = quotes.map(({ quote, page }) => (page === null ? { quote } : { quote, page }));
  return { column: column.id, value, ...judge(column, passage), citations };
}

function notFound(column: Column): Cell {
  const reasoning = 'No passage of the document answers this column.';
  return { column: column.id, value: NOT_FOUND, flag: 'grey', reasoning, citations: [] };
}

/**
 * By the column's name, then by the first sentence of its question when that is short. Where the matter is
 * one of the usual ones its own evidence decides, and no word of the heading is insisted on.
 */
function findFor(column: Column, document: SourceDocument): Finding {
  const asked = short(column.question);
  const questions = terms(asked).length <= 10 ? [column.name, asked] : [column.name];
  const findings = questions
    .filter((question) => terms(question).length > 0)
    .map((question) => find(question, [document], topicOf(question) !== null));
  const usual = findings.find(({ topic, passages }) => topic !== null && passages.length > 0);
  return (
    usual ??
    findings.find(({ passages }) => passages.length > 0) ??
    findings[0] ?? { topic: null, passages: [] }
  );
}

const short = (question: string): string => question.split(/(?<=[.?])\s+/)[0] ?? question;

/** A column that names a role of a party (Landlord, Seller) is that party's name. */
function roleCell(column: Column, document: SourceDocument): Cell | null {
  const wanted = column.name.trim().toLowerCase().replace(/s$/, '');
  const party = partiesOf(document).find((entry) => entry.role.toLowerCase().replace(/s$/, '') === wanted);
  if (!party || !['text', 'bulleted_list'].includes(column.format)) return null;
  const quote = partyQuote(document, party);
  return {
    column: column.id,
    value: column.format === 'bulleted_list' ? `- ${party.name}` : party.name,
    flag: 'green',
    reasoning: `The document names this party as the ${party.role}.`,
    citations: [quote.page === null ? { quote: quote.quote } : { quote: quote.quote, page: quote.page }],
  };
}

function fits(column: Column, sentence: string): boolean {
  switch (column.format) {
    case 'monetary_amount':
      return holds(sentence, 'amount');
    case 'currency':
      return currencyIn(sentence) !== null;
    case 'percentage':
      return holds(sentence, 'percentage');
    case 'date':
      return holds(sentence, 'date');
    case 'number':
      return numberIn(sentence) !== null;
    default:
      return true;
  }
}

function valueOf(
  column: Column,
  finding: Finding,
  passage: Passage,
  document: SourceDocument,
): string | null {
  const { sentence } = passage;
  const fact = factOf(sentence, finding.topic);
  switch (column.format) {
    case 'monetary_amount':
      return finding.topic?.wants === 'amount' && fact ? fact : (amountsIn(sentence)[0] ?? null);
    case 'currency':
      return currencyIn(sentence);
    case 'percentage':
      return (percentagesIn(sentence)[0] ?? '').replace(/\s?(per cent\.?|percent|%)/i, '%') || null;
    case 'date':
      return (
        spellDate((finding.topic?.wants === 'date' || finding.topic?.wants === 'end' ? fact : null) ?? '') ??
        spellDate(datesIn(sentence)[0] ?? '')
      );
    case 'number':
      return numberIn(durationsIn(sentence)[0] ?? amountsIn(sentence)[0] ?? sentence);
    case 'yes_no':
      return /\b(shall not|must not|may not|no |not |neither|without the right)\b/i.test(sentence) &&
        !/\b(unless|without the prior|save|except)\b/i.test(sentence)
        ? 'No'
        : 'Yes';
    case 'bulleted_list':
      return list(finding, document);
    default:
      return textValue(finding, passage, fact, document);
  }
}

function textValue(
  finding: Finding,
  passage: Passage,
  fact: string | null,
  document: SourceDocument,
): string {
  const parties = partiesOf(document);
  if (finding.topic?.wants === 'parties' && parties.length > 0) return parties.map(partyText).join('; ');
  return fact && finding.topic?.strict ? `${fact}. ${passage.sentence}` : passage.sentence;
}

function list(finding: Finding, document: SourceDocument): string {
  const parties = partiesOf(document);
  const items =
    finding.topic?.wants === 'parties' && parties.length > 0
      ? parties.map(partyText)
      : finding.passages.slice(0, 3).map(({ sentence }) => sentence);
  return items.map((item) => `- ${item}`).join('\n');
}

/** One of the column's tags, with the sentence whose words speak for it. */
function tagCell(column: Column, finding: Finding, document: SourceDocument): Cell | null {
  const near = finding.passages.slice(0, 4).map(({ sentence, block }) => ({ sentence, block }));
  const opening = document.blocks.slice(0, 12).map((block) => ({ sentence: block.text, block }));
  for (const { sentence, block } of [...near, ...opening]) {
    const held = new Set(terms(sentence));
    const tag = column.tags.find(
      (entry) => terms(entry).some((term) => held.has(term)) || meansTag(entry, sentence),
    );
    if (!tag) continue;
    const evidence = new RegExp(
      `\\b(${[...terms(tag), 'each party', 'either party', 'both parties'].join('|')})`,
      'i',
    );
    const quote = clip(sentence, evidence);
    const citations = [block.page === null ? { quote } : { quote, page: block.page }];
    return {
      column: column.id,
      value: tag,
      flag: 'green',
      reasoning: `The document's wording fits "${tag}".`,
      citations,
    };
  }
  return null;
}

/** Contracts call themselves mutual by what they bind, seldom by the word. */
function meansTag(tag: string, sentence: string): boolean {
  return (
    /mutual|two-way|bilateral/i.test(tag) &&
    /\b(mutual|each party|either party|both parties)\b/i.test(sentence)
  );
}

const RED = /\b(unlimited liability|without limit|uncapped|irrevocabl\w+|penalt(y|ies)|sole discretion)\b/i;
const YELLOW =
  /\b(automatic(ally)?|successive|subject to|unless|except|reasonable endeavours|without notice|immediately|indemnif\w+|liquidated damages)\b/i;

function judge(column: Column, passage: Passage): Pick<Cell, 'flag' | 'reasoning'> {
  const place = passage.block.label
    ? `Clause ${passage.block.label.replace(/\.$/, '')}`
    : passage.block.page === null
      ? 'The document'
      : `Page ${passage.block.page}`;
  const about = column.name.toLowerCase();
  if (RED.test(passage.sentence))
    return { flag: 'red', reasoning: `${place} deals with ${about} in terms that call for review.` };
  if (YELLOW.test(passage.sentence))
    return { flag: 'yellow', reasoning: `${place} deals with ${about}, with a qualification to check.` };
  return { flag: 'green', reasoning: `${place} states this directly.` };
}
