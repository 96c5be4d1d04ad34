import { amountsIn, courtsIn, datesIn, durationsIn, lawIn, partiesOf, percentagesIn } from './facts.ts';
import type { SourceDocument } from './documents.ts';
import { clip, find, type Finding, type Passage } from './retrieval.ts';
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
  return { document: passage.document.id, page: passage.block.page, quote: clip(passage.sentence, focus) };
}

/** The fact a passage holds, as written; null where the topic wants running text. */
export function factOf(sentence: string, topic: Topic | null): string | null {
  switch (topic?.wants) {
    case 'amount':
      return nearest(amountsIn(sentence), sentence, topic);
    case 'percentage':
      return percentagesIn(sentence)[0] ?? null;
    case 'date':
      return nearest(datesIn(sentence), sentence, topic) ?? durationsIn(sentence)[0] ?? null;
    case 'duration':
      return nearest(durationsIn(sentence), sentence, topic);
    case 'law':
      return lawIn(sentence);
    case 'court':
      return courtsIn(sentence);
    default:
      return null;
  }
}

/** Of several facts in a sentence, the one closest after the words of the topic. */
function nearest(facts: string[], sentence: string, topic: Topic): string | null {
  if (facts.length < 2) return facts[0] ?? null;
  const word =
    topic.id === 'start date'
      ? /commenc\w*|start\w*|begin\w*|dated|made on|effective/i
      : topic.id === 'end date'
        ? /expir\w*|end\w*|until|terminat\w*/i
        : topic.asks;
  const at = sentence.search(word);
  if (at < 0) return facts[0] ?? null;
  const after = facts.find((fact) => sentence.indexOf(fact, at) >= 0);
  return after ?? facts[0] ?? null;
}

function compose(finding: Finding, several: boolean): Piece[] {
  const { topic, passages } = finding;
  const best = passages[0];
  if (!best) return [];
  if (topic?.wants === 'parties') return parties(passages);
  const chosen = passages.slice(0, MAX_PASSAGES);
  const pieces: Piece[] = [];
  const fact = factOf(best.sentence, topic);
  const cited = quoteOf(best, topic);
  const where = several ? `In ${best.document.name}, ` : '';
  const lead = fact && topic ? `${where || ''}${where ? 'the' : 'The'} ${topic.label} is **${fact}**. ` : '';
  pieces.push(
    {
      text: `${lead}${lead || !where ? placeOf(best, true) : `${where}${placeOf(best, false)}`}: ${said(cited.quote)}`,
    },
    { cite: cited },
  );
  const rest = chosen
    .slice(1)
    .filter((passage) => passage.score >= best.score * 0.7 || passage.document.id !== best.document.id);
  if (rest.length > 0) {
    pieces.push({ text: '\n\nThe following is also relevant:\n' });
    for (const passage of rest) {
      const quote = quoteOf(passage, topic);
      pieces.push(
        {
          text: `\n- ${several ? `${passage.document.name}, ` : ''}${placeOf(passage, !several)}: ${said(quote.quote)}`,
        },
        { cite: quote },
      );
    }
  }
  return pieces;
}

/** The parties with the names the document calls them by, one document after the other. */
function parties(passages: Passage[]): Piece[] {
  const documents = [...new Set(passages.map((passage) => passage.document))];
  return documents.flatMap((document, index) => {
    const found = partiesOf(document);
    const lead = documents.length > 1 ? `The parties to ${document.name} are:\n` : 'The parties are:\n';
    const pieces: Piece[] = [{ text: `${index > 0 ? '\n\n' : ''}${lead}` }];
    for (const party of found.slice(0, 6)) {
      const quote = clip(party.block.text, new RegExp(party.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
      pieces.push({
        text: `\n- **${party.name}**${party.role ? ` (the ${party.role.replace(/^the /i, '')})` : ''}`,
      });
      pieces.push({ cite: { document: document.id, page: party.block.page, quote } });
    }
    return pieces;
  });
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

/** A quote worked into prose: without the quote's own trailing punctuation. */
function said(quote: string): string {
  return `"${quote.replace(/[.;,]$/, '')}".`;
}
