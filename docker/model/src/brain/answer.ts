import { partiesOf, type Party } from './facts.ts';
import { factOf, labelFor, leadingFact, withPeriod } from './leading-fact.ts';
import type { SourceDocument } from './documents.ts';
import { clip, find, holds, isBareFact, type Finding, type Passage } from './retrieval.ts';
import type { Topic } from './topics.ts';

/** A quote to be cited: verbatim, with its document and page. */
export interface Quote {
  document: string;
  page: number | null;
  quote: string;
}

/** A piece of an answer: plain text, or a quote that stands behind what was just said. */
export type Piece = { text: string } | { cite: Quote };

const MAX_PASSAGES = 3;

/** Answers a question from what was read. Every claim is followed by the quote it rests on. */
export function answer(question: string, documents: SourceDocument[]): Piece[] {
  const perDocument =
    documents.length > 1 &&
    /\b(compare|comparison|each|every|all (of )?the|across|both|respective|differ\w*|between the (documents|contracts|agreements))\b/i.test(
      question,
    );
  const clause = clauseAsked(question, documents);
  if (clause) return clause;
  const parts = splitQuestion(question);
  if (perDocument) return documents.flatMap((document) => section(question, document));
  if (parts.length > 1) return joinParts(parts, documents);
  const finding = find(question, documents);
  if (finding.passages.length === 0) return [{ text: unsupported(question, documents) }];
  return compose(finding, documents.length > 1);
}

/** What is said when the documents do not settle the question; it cites nothing. */
export function unsupported(question: string, documents: SourceDocument[]): string {
  const names = documents
    .map((document) => document.name)
    .filter(Boolean)
    .slice(0, 4)
    .join(', ');
  const asked = question.trim().replace(/\s+/g, ' ').slice(0, 160);
  const read = names === '' ? 'the text I was given' : names;
  return `The documents do not say. I read ${read} and found nothing that answers "${asked}". No provision supports an answer, so I give none.`;
}

/** Pieces as the model writes them: quotes in cite tags right after the claim. */
export function render(pieces: Piece[]): string {
  return pieces
    .map((piece) => {
      if ('text' in piece) return piece.text;
      const page = piece.cite.page === null ? '' : ` page="${piece.cite.page}"`;
      return ` <cite doc="${piece.cite.document}"${page}>${piece.cite.quote}</cite>`;
    })
    .join('')
    .trim();
}

/** The quote behind a passage: its sentence, or the clauses around the fact when it is long. */
export function quoteOf(passage: Passage, topic: Topic | null): Quote {
  const fact = factOf(passage.sentence, topic);
  const focus = fact ? new RegExp(fact.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : (topic?.evidence ?? null);
  return {
    document: passage.document.id,
    page: passage.block.page,
    quote: trimEnd(clip(passage.sentence, focus)),
  };
}

/** Without the words that only lead on to the next item. */
const trimEnd = (quote: string): string => quote.replace(/[;,]\s*(?:and|or)?$/, '');

function compose(finding: Finding, several: boolean): Piece[] {
  const { topic, passages } = finding;
  const best = passages[0];
  if (!best) return [];
  if (topic?.wants === 'parties') return parties(finding);
  const fact = leadingFact(best.sentence, topic);
  const cited = quoteOf(best, topic);
  const where = several ? `In ${best.document.name}, ` : '';
  const named = fact && topic ? `${labelFor(topic, fact)} is **${withPeriod(fact, best.sentence)}**. ` : '';
  const lead = named ? `${where ? `${where}the` : 'The'} ${named}` : where;
  const place = placeOf(best, lead === '' || named !== '');
  const pieces: Piece[] = [{ text: `${lead}${place}: ${said(cited.quote, best)}` }, { cite: cited }];
  const items = itemsUnder(best);
  const rest = items.length > 0 ? items : relevant(finding, best);
  if (rest.length > 0 && items.length === 0) pieces.push({ text: '\n\nThe following is also relevant:\n' });
  else if (rest.length > 0) pieces.push({ text: '\n' });
  for (const passage of rest) {
    const quote = quoteOf(passage, topic);
    const from =
      items.length > 0
        ? passage.block.label
        : `${several ? `${passage.document.name}, ` : ''}${placeOf(passage, !several)}:`;
    pieces.push({ text: `\n- ${from} ${said(quote.quote, passage)}` }, { cite: quote });
  }
  return pieces;
}

/** Further passages worth telling: nearly as good, and of the same kind when the best one names a fact. */
function relevant({ topic, passages }: Finding, best: Passage): Passage[] {
  const kind = topic !== null && holds(best.sentence, topic.wants) ? topic.wants : 'text';
  return passages
    .slice(1)
    .filter((passage) => passage.score >= best.score * 0.75 || passage.document.id !== best.document.id)
    .filter((passage) => holds(passage.sentence, kind))
    .slice(0, MAX_PASSAGES - 1);
}

/** The lettered items that a sentence ending in a colon leads to. */
function itemsUnder({ document, block, sentence }: Passage): Passage[] {
  if (!sentence.endsWith(':')) return [];
  const items: Passage[] = [];
  for (const next of document.blocks.slice(document.blocks.indexOf(block) + 1)) {
    if (!/^\(?([a-z]{1,2}|[ivx]{1,5})\)$/.test(next.label) || items.length === MAX_PASSAGES) break;
    items.push({ document, block: next, sentence: next.text, heading: '', score: 1 });
  }
  return items;
}

/** The parties with the names the document calls them by, one document after the other. */
function parties({ passages, roles = [] }: Finding): Piece[] {
  const documents = [...new Set(passages.map((passage) => passage.document))];
  return documents.flatMap((document, index) => {
    const all = partiesOf(document);
    const meant = all.filter(({ role }) => roles.some((wanted) => role.toLowerCase().includes(wanted)));
    const found = meant.length > 0 ? meant : all;
    const what = found.length > 1 ? 'parties are' : `${(found[0]?.role || 'party').toLowerCase()} is`;
    const lead = documents.length > 1 ? `In ${document.name} the ${what}:\n` : `The ${what}:\n`;
    const pieces: Piece[] = [{ text: `${index > 0 ? '\n\n' : ''}${lead}` }];
    for (const party of found.slice(0, Math.max(2, Math.floor(6 / documents.length)))) {
      pieces.push({
        text: `\n- **${party.name}**${party.role ? ` (${calledBy(party)})` : ''}`,
      });
      pieces.push({ cite: partyQuote(document, party) });
    }
    return pieces;
  });
}

/** "the Landlord" for a role; a short form of the party's own name stands in quotes. */
function calledBy({ name, role }: Party): string {
  const short = name.toLowerCase().includes(role.toLowerCase());
  return short ? `“${role}”` : `the ${role}`;
}

/** From the party's name to the name it is given, where the block says so. */
export function partyQuote(document: SourceDocument, party: Party): Quote {
  const from = party.block.text.slice(Math.max(0, party.block.text.indexOf(party.name)));
  const role = from.indexOf(party.role);
  const close = party.role === '' || role < 0 ? -1 : from.indexOf(')', role);
  const words = close < 0 ? from : from.slice(0, close + 1);
  return { document: document.id, page: party.block.page, quote: trimEnd(clip(words, null)) };
}

function section(question: string, document: SourceDocument): Piece[] {
  const narrowed = question.replace(
    /\b(compare|comparison|each|every|all of the|all the|across|both|between|documents?|contracts?|agreements?|differ\w*)\b/gi,
    ' ',
  );
  const finding = find(narrowed, [document]);
  const heading = { text: `\n\n**${document.name}**\n\n` };
  if (finding.passages.length === 0) return [heading, { text: 'This document does not say.' }];
  return [heading, ...compose({ ...finding, passages: finding.passages.slice(0, 4) }, false)];
}

/** "What does clause 7 say?" is answered by the clause itself. */
function clauseAsked(question: string, documents: SourceDocument[]): Piece[] | null {
  const number =
    /\b(?:what|read|show|quote|explain)\b.*\b(?:clause|section|article|paragraph)\s+(\d+(?:\.\d+)*)/i.exec(
      question,
    )?.[1];
  if (!number) return null;
  const label = new RegExp(`^(?:clause |section |article )?${number.replaceAll('.', '\\.')}(?:\\.|$)`, 'i');
  const quotes = documents.flatMap((document) =>
    document.blocks
      .filter((block) => label.test(block.label) && !block.heading)
      .slice(0, 3)
      .map((block) => ({
        block,
        quote: quoteOf({ document, block, sentence: block.text, heading: '', score: 1 }, null),
      })),
  );
  if (quotes.length === 0) return null;
  return quotes.flatMap(({ block, quote }, index): Piece[] => [
    { text: `${index > 0 ? '\n\n' : ''}Clause ${block.label.replace(/\.$/, '')}: ${said(quote.quote)}` },
    { cite: quote },
  ]);
}

/** "What is the rent, and when does the term end?" is two questions. */
export function splitQuestion(question: string): string[] {
  const parts = question
    .split(/\?\s+|\n+|,?\s+and\s+(?=(?:what|when|who|how|which|where|is|are|does|do|can)\b)|;\s+/i)
    .map((part) => part.trim().replace(/^[-*\d.)\s]+/, ''))
    .filter((part) => part.split(/\s+/).length >= 2);
  return parts.length > 1 && parts.length <= 8 ? parts : [question];
}

function joinParts(parts: string[], documents: SourceDocument[]): Piece[] {
  return parts.flatMap((part, index): Piece[] => {
    const finding = find(part, documents);
    const gap = index > 0 ? '\n\n' : '';
    const pieces = compose({ ...finding, passages: finding.passages.slice(0, 2) }, documents.length > 1);
    if (pieces.length === 0)
      return [{ text: `${gap}The documents do not say anything that answers "${part.replace(/\?$/, '')}".` }];
    return [{ text: gap }, ...pieces];
  });
}

function placeOf(passage: Passage, start: boolean): string {
  const { label, page } = passage.block;
  const clause =
    /^\d+(\.\d+)+\.?$/.test(label) || /^\d+\.$/.test(label) ? `clause ${label.replace(/\.$/, '')}` : null;
  const place = clause ?? (page === null ? 'the document' : `page ${page}`);
  const text = clause || page === null ? `${place} provides` : `${place} states`;
  return start ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** A quote worked into prose; a bare figure from a table with what its row and heading call it. */
function said(quote: string, passage?: Passage): string {
  const text = quote.replace(/[.;,:]$/, '');
  return passage && isBareFact(passage.sentence) && !quote.includes(':') && passage.heading !== ''
    ? `${passage.heading}: ${text}.`
    : `“${text}”.`;
}
