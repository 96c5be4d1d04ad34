import { partyQuote, quoteOf, type Piece } from './answer.ts';
import { labelFor, leadingFact } from './leading-fact.ts';
import type { SourceDocument } from './documents.ts';
import { partiesOf, type Party } from './facts.ts';
import { find, type Passage } from './retrieval.ts';
import { topics, type Topic } from './topics.ts';

/** A key term of a document: what it is, what the document says, and the passage that says it. */
export interface KeyTerm {
  topic: Topic;
  label: string;
  fact: string | null;
  passage: Passage;
}

const KEY = [
  'agreement date',
  'start date',
  'end date',
  'term',
  'rent',
  'purchase price',
  'fee',
  'rent deposit',
  'payment period',
  'late payment interest',
  'confidentiality period',
  'notice period',
  'liability cap',
  'completion date',
  'governing law',
];

/** The usual key terms that the document settles, one passage each. */
export function keyTerms(document: SourceDocument): KeyTerm[] {
  const found: KeyTerm[] = [];
  for (const id of KEY) {
    const topic = topics.find((entry) => entry.id === id);
    if (!topic) continue;
    const passage = find(QUESTIONS[id] ?? id, [document]).passages[0];
    if (!passage) continue;
    const fact = leadingFact(passage.sentence, topic);
    const label = fact ? labelFor(topic, fact) : topic.label;
    const told = found.some(
      (entry) =>
        entry.label === label || (entry.fact === fact && entry.passage.sentence === passage.sentence),
    );
    if (!told) found.push({ topic, label, fact, passage });
  }
  return found.filter((entry) => entry.fact !== null || entry.topic.wants === 'text');
}

/** How each key term is asked for, so that the same ranking answers a summary and a question. */
const QUESTIONS: Record<string, string> = {
  'end date': 'When does it expire?',
  'agreement date': 'When was it dated?',
  'start date': 'When does it commence?',
  fee: 'What are the fees?',
  'payment period': 'When are invoices paid?',
};

/** A summary of each document: parties and key terms, each with its quote. */
export function summarise(documents: SourceDocument[]): Piece[] {
  const pieces = documents.flatMap((document): Piece[] => {
    const entries = keyTerms(document).slice(0, documents.length > 2 ? 4 : 12);
    const heading: Piece = { text: `\n\n**${document.name || 'The document'}**\n` };
    const lines = entries.flatMap((entry): Piece[] => {
      const quote = quoteOf(entry.passage, entry.topic);
      const told = entry.fact ?? quote.quote.replace(/[.;,]$/, '');
      return [{ text: `\n- ${capitalised(entry.label)}: ${told}.` }, { cite: quote }];
    });
    return [heading, ...partyLine(document), ...lines];
  });
  return pieces;
}

function partyLine(document: SourceDocument): Piece[] {
  const parties = partiesOf(document);
  if (parties.length === 0) return [];
  const first = parties[0];
  const pieces: Piece[] = [{ text: `\n- Parties: ${parties.map(partyText).join(' and ')}.` }];
  if (first) pieces.push({ cite: partyQuote(document, first) });
  return pieces;
}

export const partyText = (party: Party): string =>
  party.role ? `${party.name} (${party.role})` : party.name;
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
