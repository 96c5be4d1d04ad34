import { amountsIn, courtsIn, datesIn, durationsIn, lawIn, partiesOf, percentagesIn } from './facts.ts';
import type { SourceBlock, SourceDocument } from './documents.ts';
import { topicOf, type Topic, type Wanted } from './topics.ts';
import { sameMeaning, terms, weightClass, words } from './words.ts';

/** A sentence of a document, with where it stands. */
export interface Passage {
  document: SourceDocument;
  block: SourceBlock;
  /** Verbatim text of the block: a sentence. */
  sentence: string;
  /** The nearest heading above it. */
  heading: string;
  score: number;
}

/** What was found for a question; no passage means that the documents do not settle it. */
export interface Finding {
  topic: Topic | null;
  passages: Passage[];
  /** The parties' roles asked for by name ("landlord"); empty when all parties are meant. */
  roles?: string[];
}

const ABBREVIATION =
  /(?:\b(?:Ltd|Inc|Corp|Co|No|Nos|Mr|Mrs|Ms|Dr|St|art|Art|cl|para|i\.e|e\.g|etc|approx|vs|v)|\b[A-Z]|\bS\.A)\.$/;

/** Splits a block into sentences; each is a verbatim part of it. */
export function sentences(text: string): string[] {
  const found: string[] = [];
  let from = 0;
  for (const match of text.matchAll(
    /[.;?!。؟][”"’)]?\s+(?=[\p{Lu}("“‘\p{Lo}])|[;]\s+(?=(?:and|or)?\s*\()/gu,
  )) {
    const end = match.index + match[0].trimEnd().length;
    if (ABBREVIATION.test(text.slice(from, end))) continue;
    found.push(text.slice(from, end).trim());
    from = match.index + match[0].length;
  }
  found.push(text.slice(from).trim());
  return found.filter((sentence) => sentence !== '');
}

/** At most `limit` words of a sentence: the whole clauses around the place that matters. */
export function clip(sentence: string, focus: RegExp | null, limit = 40): string {
  const spans = [...sentence.matchAll(/\S+/g)];
  if (spans.length <= limit) return sentence;
  const at = focus ? sentence.search(new RegExp(focus.source, focus.flags.replace('g', ''))) : 0;
  const middle = Math.max(
    0,
    spans.findIndex((span) => span.index + span[0].length > at),
  );
  let first = Math.max(0, Math.min(middle - Math.floor(limit / 2), spans.length - limit));
  let last = Math.min(spans.length, first + limit) - 1;
  for (let index = first; index > 0 && index < middle - 5 && first > 0; index += 1) {
    if (/[,;:]$/.test(spans[index - 1]?.[0] ?? '')) {
      first = index;
      break;
    }
  }
  for (let index = last; index > middle + 8; index -= 1) {
    if (/[,;:.]$/.test(spans[index]?.[0] ?? '')) {
      last = index;
      break;
    }
  }
  const start = spans[first]?.index ?? 0;
  const end = (spans[last]?.index ?? 0) + (spans[last]?.[0].length ?? 0);
  return sentence.slice(start, end).replace(/[,;:]$/, '');
}

/** How contracts say that something has no end. */
export const UNLIMITED = /\b(without limit (in|of) time|indefinitely|in perpetuity)\b/i;

/** Whether a text holds a fact of the kind. */
export function holds(text: string, wanted: Wanted): boolean {
  switch (wanted) {
    case 'amount':
      return amountsIn(text).length > 0;
    case 'percentage':
      return percentagesIn(text).length > 0;
    case 'date':
      return datesIn(text).length > 0;
    case 'duration':
      return durationsIn(text).length > 0 || UNLIMITED.test(text);
    case 'end':
      return (
        datesIn(text).length > 0 ||
        durationsIn(text).length > 0 ||
        /\buntil\b.{0,30}\bterminated\b/i.test(text) ||
        UNLIMITED.test(text)
      );
    case 'law':
      return lawIn(text) !== null;
    case 'court':
      return courtsIn(text) !== null || /\bcourts?\b/i.test(text);
    case 'parties':
    case 'text':
      return true;
  }
}

interface Unit extends Passage {
  terms: string[];
  headingTerms: string[];
}

/** Finds what the documents say to a question. `lenient` is for long instructions: no word is insisted on. */
export function find(question: string, documents: SourceDocument[], lenient = false): Finding {
  const topic = topicOf(question);
  const units = documents.flatMap(unitsOf);
  if (topic?.wants === 'parties') {
    const named = partiesNamed(question, documents);
    if (named) return { topic, ...named };
  }
  const asked = terms(question);
  if (!lenient && missing(question, topic, units, documents).length > 0) return { topic, passages: [] };
  const weights = new Map(asked.map((term) => [term, weightOf(term, units)]));
  const scored = units
    .map((unit) => ({ unit, score: score(unit, weights, topic, question) }))
    .filter((entry) => entry.score > 0)
    .sort((left, right) => right.score - left.score);
  const best = scored[0]?.score ?? 0;
  const passages = scored
    .filter((entry) => entry.score >= best * 0.55)
    .map(({ unit, score: value }) => ({ ...unit, score: value }));
  return { topic, passages: distinct(passages) };
}

/** The content words of a question that stand nowhere in the documents, in any of their synonyms. */
export function missing(
  question: string,
  topic: Topic | null,
  units: { terms: string[]; headingTerms: string[] }[],
  documents: SourceDocument[],
): string[] {
  const known = new Set(units.flatMap((unit) => [...unit.terms, ...unit.headingTerms]));
  for (const document of documents)
    for (const term of terms(document.name.replace(/\.\w+$/, ''))) known.add(term);
  const asked = terms(question);
  const topical = new Set(topic ? [...terms(topic.label), ...askedFor(topic, question)] : []);
  const covered = (term: string): boolean =>
    known.has(term) || [...known].some((other) => sameMeaning(term, other) || prefixAlike(term, other));
  return asked.filter((term) => weightClass(term) === 'hard' && !topical.has(term) && !covered(term));
}

/**
 * The words by which a question names its topic: they need not stand in the document, since the
 * topic's own evidence must. A match over a long stretch may hold words of another matter.
 */
function askedFor(topic: Topic, question: string): string[] {
  const named = words(question).filter((word) => topic.asks.test(word));
  const match = topic.asks.exec(question)?.[0] ?? '';
  const near = words(match).length <= 4 ? words(match) : [];
  return terms([...named, ...near].join(' '));
}

function prefixAlike(left: string, right: string): boolean {
  const length = Math.min(left.length, right.length);
  return (
    length >= 5 &&
    left.slice(0, length) === right.slice(0, length) &&
    Math.abs(left.length - right.length) <= 3
  );
}

const unitsKnown = new WeakMap<SourceDocument, Unit[]>();

/** The sentences of a document with their words; kept while the document is, since many questions are put to it. */
function unitsOf(document: SourceDocument): Unit[] {
  const known = unitsKnown.get(document);
  if (known) return known;
  const units: Unit[] = [];
  unitsKnown.set(document, units);
  let heading = '';
  let row: string[] = [];
  for (const block of document.blocks) {
    const cell = isBareFact(block.text);
    if (block.heading && !cell) heading = block.text;
    const above = cell && row.length > 0 ? row.slice(-2).join(', ') : heading;
    row = block.heading && !cell ? [...row, block.text] : [];
    const inline = /^([A-Z][\p{L} ,;/()'’&-]{2,60}?)[.:]\s/u.exec(block.text)?.[1] ?? '';
    for (const sentence of sentences(block.text)) {
      if (block.heading && !cell && sentence.split(/\s+/).length < 3) continue;
      if (inline !== '' && sentence.replace(/[.:]$/, '') === inline) continue;
      const context = `${above} ${inline}`;
      units.push({
        document,
        block,
        sentence,
        heading: inline || above,
        score: 0,
        terms: terms(sentence),
        headingTerms: terms(context),
      });
    }
  }
  return units;
}

/** A cell of a table that holds an amount, a date or a share and little else; the cells before it say of what. */
export function isBareFact(text: string): boolean {
  return text.split(/\s+/).length <= 4 && (holdsAny(text) || percentagesIn(text).length > 0);
}

function weightOf(term: string, units: Unit[]): number {
  const kind = weightClass(term);
  if (kind === 'generic') return 0;
  const frequency = units.filter((unit) => unit.terms.some((other) => sameMeaning(term, other))).length;
  const rarity = Math.log(1 + units.length / (1 + frequency));
  return kind === 'soft' ? rarity * 0.4 : rarity;
}

function score(unit: Unit, weights: Map<string, number>, topic: Topic | null, question: string): number {
  if (unit.block.heading && !holdsAny(unit.sentence)) return 0;
  let total = 0;
  let reached = 0;
  for (const [term, weight] of weights) {
    total += weight;
    if (unit.terms.includes(term)) reached += weight;
    else if (unit.terms.some((other) => sameMeaning(term, other) || prefixAlike(term, other)))
      reached += weight * 0.85;
    else if (unit.headingTerms.some((other) => sameMeaning(term, other) || prefixAlike(term, other)))
      reached += weight * 0.6;
  }
  const coverage = total > 0 ? reached / total : 0;
  const defined = defines(unit.sentence, weights) ? 0.9 : 0;
  if (!topic) {
    const typed = wantedBy(question);
    if (typed && !holds(unit.sentence, typed))
      return coverage >= (typed === 'date' ? 0.7 : 0.95) ? coverage * 0.8 : 0;
    return coverage >= 0.6 ? coverage + (typed ? 0.5 : 0) + defined : 0;
  }
  const underHeading = topic.asks.test(unit.heading);
  if (!topic.evidence.test(unit.sentence) && !(underHeading && holds(unit.sentence, topic.wants))) return 0;
  if (topic.reject?.test(unit.sentence)) return 0;
  const fits = holds(unit.sentence, topic.wants);
  if (topic.strict && !fits) return 0;
  const plain =
    topic.wants === 'text'
      ? underHeading
        ? 0.5
        : 0
      : fits
        ? 1 + (underHeading ? 0.6 : 0)
        : underHeading
          ? 0.2
          : 0;
  return (
    0.2 +
    defined +
    coverage +
    plain +
    operative(unit.sentence) +
    (topic.prefer?.test(unit.sentence) ? 0.5 : 0) +
    (topic.evidence.test(unit.sentence) ? 0.4 : 0)
  );
}

/** Whether a sentence defines what the question names: `Deposit: £500`, `"Annual Rent" means ...`. */
function defines(sentence: string, weights: Map<string, number>): boolean {
  const name = /^(?:In this \w+,? )?["“]?(\p{Lu}[\p{L}’' -]{2,50}?)["”]?(?::| means\b)/u.exec(sentence)?.[1];
  if (!name || /\bmeaning given\b|\bset out in\b|\bstated in\b|\btogether with\b/.test(sentence))
    return false;
  const own = terms(name).filter((term) => weightClass(term) !== 'generic');
  const asked = (term: string): boolean =>
    [...weights.keys()].some((other) => other === term || prefixAlike(other, term));
  return (
    own.some(asked) &&
    own.every((term) => asked(term) || weightClass(term) === 'soft' || /^contract/.test(term))
  );
}

const holdsAny = (text: string): boolean => amountsIn(text).length + datesIn(text).length > 0;

/** Operative wording outranks recitals, definitions by reference and cross-references. */
function operative(sentence: string): number {
  let value = /\b(shall|must|will|may|is|are|agrees?)\b/i.test(sentence) ? 0.15 : 0;
  if (
    /\b(subject to|pursuant to|in accordance with|referred to in|set out in) (clause|section|schedule|paragraph)/i.test(
      sentence,
    )
  )
    value -= 0.15;
  if (sentence.split(/\s+/).length < 5) value -= 0.2;
  return value;
}

/** What a question outside the usual matters is after, by its words. */
function wantedBy(question: string): Wanted | null {
  if (/\bhow much\b|\bwhat (amount|sum|price)\b/i.test(question)) return 'amount';
  if (/\bwhat percentage\b|\bper ?cent(age)?\b/i.test(question)) return 'percentage';
  if (/\bwhen\b|\bwhat date\b|\bwhich date\b/i.test(question)) return 'date';
  if (/\bhow long\b|\bhow many (days|weeks|months|years)\b/i.test(question)) return 'duration';
  return null;
}

const ROLE =
  /^(landlord|tenant|lessor|lessee|supplier|customer|client|provider|seller|buyer|vendor|purchaser|discloser|recipient|borrower|lender|employer|employee|guarantor|contractor|consultant|licensor|licensee)s?$/;

/** Where the parties asked for are named; nothing when a role is asked for that no document knows. */
function partiesNamed(
  question: string,
  documents: SourceDocument[],
): Pick<Finding, 'passages' | 'roles'> | null {
  const roles = words(question)
    .filter((word) => ROLE.test(word))
    .map((word) => word.replace(/s$/, ''));
  const asked = (role: string): boolean =>
    roles.length === 0 || roles.some((wanted) => role.toLowerCase().includes(wanted));
  const all = documents.flatMap((document) => partiesOf(document).map((party) => ({ document, party })));
  if (all.length === 0) return null;
  const meant = all.filter(({ party }) => asked(party.role));
  const passages = meant.map(({ document, party }, index) => ({
    document,
    block: party.block,
    sentence: party.block.text,
    heading: '',
    score: 10 - index,
  }));
  return { passages: distinct(passages), roles };
}

function distinct(passages: Passage[]): Passage[] {
  const seen = new Set<string>();
  return passages.filter((passage) => {
    const key = passage.document.id + passage.sentence.toLowerCase();
    return seen.has(key) ? false : seen.add(key);
  });
}
