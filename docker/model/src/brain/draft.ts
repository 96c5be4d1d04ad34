import { quoteOf, type Piece } from './answer.ts';
import { asObject, parseJson, type ToolResult } from './conversation.ts';
import type { SourceDocument } from './documents.ts';
import { partiesOf } from './facts.ts';
import { capitalised, keyTerms, partyText } from './summary.ts';

/** A block of a Word document, as `generate_docx` takes it. */
export type DraftBlock =
  | { type: 'heading'; text: string; level: number; numbered?: boolean }
  | { type: 'clause'; text: string; level: number }
  | { type: 'paragraph' | 'bullet'; text: string }
  | { type: 'table'; header: string[]; rows: string[][] }
  | { type: 'page_break' }
  | {
      type: 'signature_page';
      intro?: string;
      parties: { name: string; signatory?: string; title?: string }[];
    };

export interface Draft {
  title: string;
  blocks: DraftBlock[];
}

type Kind = 'letter' | 'memo' | 'agreement' | 'notice' | 'summary';

/** A document built from what was read: parties, a table of key terms, the key clauses. */
export function draftBlocks(request: string, documents: SourceDocument[]): Draft {
  const kind = kindOf(request);
  const title = draftTitle(request, kind);
  const blocks: DraftBlock[] = [...opening(kind, title, documents)];
  for (const document of documents) blocks.push(...documentBlocks(kind, document, documents.length > 1));
  if (kind === 'letter' || kind === 'notice') blocks.push({ type: 'paragraph', text: 'Yours faithfully,' });
  if (kind === 'agreement') blocks.push(signaturePage(documents));
  return { title, blocks };
}

function kindOf(request: string): Kind {
  if (/\bletter|e-?mail\b/i.test(request)) return 'letter';
  if (/\bmemo/i.test(request)) return 'memo';
  if (/\bnotice\b/i.test(request)) return 'notice';
  if (/\b(summar|report|note|checklist|overview|key terms|table)/i.test(request)) return 'summary';
  return /\b(agreement|contract|deed|nda|lease|addendum|amendment|term sheet)\b/i.test(request)
    ? 'agreement'
    : 'memo';
}

/** The request's own words for the document: "Draft a termination letter to ..." gives "Termination letter". */
function draftTitle(request: string, kind: Kind): string {
  const named = /\b(?:called|titled|entitled)\s+["“]([^"”]{3,100})["”]/i.exec(request)?.[1];
  if (named) return named;
  const phrase =
    /\b(?:draft|prepare|produce|generate|create|write|compose)\s+(?:me |us )?(?:an? |the |short |new )*([\p{L} -]{0,60}?(?:letter|memo(?:randum)?|agreement|contract|deed|notice|summary|report|checklist|note|addendum|amendment|term sheet))\b/iu.exec(
      request,
    )?.[1];
  const names: Record<Kind, string> = {
    letter: 'Letter',
    memo: 'Memorandum',
    agreement: 'Agreement',
    notice: 'Notice',
    summary: 'Summary of key terms',
  };
  return phrase ? capitalised(phrase.trim()) : names[kind];
}

function opening(kind: Kind, title: string, documents: SourceDocument[]): DraftBlock[] {
  const names = documents
    .map((document) => document.name)
    .filter(Boolean)
    .join(', ');
  const blocks: DraftBlock[] = [{ type: 'heading', text: title, level: 1 }];
  if (kind === 'letter' || kind === 'notice') {
    const parties = documents.flatMap((document) => partiesOf(document));
    if (parties[1]) blocks.push({ type: 'paragraph', text: `To: ${parties[1].name}` });
    if (parties[0]) blocks.push({ type: 'paragraph', text: `From: ${parties[0].name}` });
    blocks.push({ type: 'paragraph', text: 'Dear Sirs,' });
  }
  blocks.push({
    type: 'paragraph',
    text: `This ${kind === 'summary' ? 'summary' : kind} is drawn from ${names || 'the documents provided'}.`,
  });
  return blocks;
}

function documentBlocks(kind: Kind, document: SourceDocument, several: boolean): DraftBlock[] {
  const blocks: DraftBlock[] = [];
  const level = several ? 3 : 2;
  if (several) blocks.push({ type: 'heading', text: document.name, level: 2 });
  const parties = partiesOf(document);
  if (parties.length > 0) {
    blocks.push({ type: 'heading', text: 'Parties', level });
    for (const party of parties) blocks.push({ type: 'bullet', text: partyText(party) });
  }
  const entries = keyTerms(document);
  if (entries.length > 0) {
    blocks.push({ type: 'heading', text: 'Key terms', level });
    blocks.push({
      type: 'table',
      header: ['Term', 'What the document provides', 'Place'],
      rows: entries.map((entry) => [
        capitalised(entry.label),
        entry.fact ?? entry.passage.sentence,
        placeOf(entry.passage.block),
      ]),
    });
    blocks.push({ type: 'heading', text: kind === 'agreement' ? 'Terms' : 'Provisions relied on', level });
  }
  let last = '';
  for (const entry of entries) {
    if (entry.passage.sentence === last) continue;
    last = entry.passage.sentence;
    blocks.push(
      { type: 'clause', text: capitalised(entry.label), level: 1 },
      { type: 'clause', text: entry.passage.sentence, level: 2 },
    );
  }
  return blocks;
}

const placeOf = (block: { label: string; page: number | null }): string =>
  [block.label && `clause ${block.label.replace(/\.$/, '')}`, block.page === null ? '' : `page ${block.page}`]
    .filter(Boolean)
    .join(', ');

function signaturePage(documents: SourceDocument[]): DraftBlock {
  const parties = documents.flatMap((document) => partiesOf(document).map(({ name }) => ({ name })));
  const unique = parties.filter(
    (party, index) => parties.findIndex(({ name }) => name === party.name) === index,
  );
  return {
    type: 'signature_page',
    intro: 'Signed by the parties on the date first written above.',
    parties: unique.length > 0 ? unique : [{ name: 'First party' }, { name: 'Second party' }],
  };
}

/** What is said once the document is made: its name, what it sets out, and the quotes it rests on. */
export function describeDraft(made: ToolResult, documents: SourceDocument[]): Piece[] {
  const result = asObject(parseJson(made.output));
  const name = typeof result['name'] === 'string' ? result['name'] : null;
  if (name === null) return [{ text: `I could not make the document: ${made.output.slice(0, 300)}` }];
  const pieces: Piece[] = [
    {
      text: `I have drafted ${name} from ${documents.map((document) => document.name).join(', ')}. It sets out:\n`,
    },
  ];
  const parties = documents.flatMap((document) => partiesOf(document));
  if (parties.length > 0)
    pieces.push({ text: `\n- Parties: ${parties.slice(0, 4).map(partyText).join(', ')}.` });
  const entries = documents.flatMap((document) => keyTerms(document).slice(0, documents.length > 1 ? 2 : 4));
  for (const entry of entries.slice(0, 4)) {
    pieces.push(
      { text: `\n- ${capitalised(entry.label)}: ${entry.fact ?? 'as quoted'}.` },
      { cite: quoteOf(entry.passage, entry.topic) },
    );
  }
  return [...pieces, { text: '\n\nPlease check it against the documents before it is used.' }];
}
