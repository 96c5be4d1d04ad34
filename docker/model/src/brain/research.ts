import {
  asObject,
  parseJson,
  resultsOf,
  type Conversation,
  type ToolResult,
  type Turn,
} from './conversation.ts';
import {
  listedDocuments,
  parseReadText,
  readDocuments,
  type ListedDocument,
  type SourceDocument,
} from './documents.ts';
import type { Call } from './plan.ts';
import { topicOf } from './topics.ts';
import { stem, terms, weightClass, words } from './words.ts';

/** Documents read in full for one answer, and the longest one that is. */
const MOST_DOCUMENTS = 8;
const WHOLE_UP_TO_PAGES = 60;
const MOST_READINGS = 24;

/** Where the reading stands: more calls to make, documents to answer from, or nothing to read. */
export type Research =
  | { state: 'calling'; calls: Call[] }
  | { state: 'done'; documents: SourceDocument[]; unreadable: ListedDocument[] }
  | { state: 'none'; why: string };

/**
 * The next step towards having read what a question needs: list, find, read, and read on.
 * @param question what to look for, or null to read without searching first
 */
export function research(conversation: Conversation, question: string | null): Research {
  const { tools, current: turn } = conversation;
  const canRead = tools.has('read_document') || tools.has('read_documents');
  if (!canRead) return { state: 'none', why: 'I cannot read documents in this conversation.' };
  const listed = listedDocuments(turn);
  if (listed === null && turn.attached.length === 0 && tools.has('list_documents')) {
    return { state: 'calling', calls: [{ name: 'list_documents', input: {} }] };
  }
  const candidates: ListedDocument[] =
    turn.attached.length > 0
      ? turn.attached.map(({ id, name }) => ({ id, name, status: 'ready', pages: null, reason: '' }))
      : (listed ?? []);
  const unreadable = candidates.filter((document) => document.status !== 'ready');
  const ready = candidates.filter((document) => document.status === 'ready');
  if (ready.length === 0) return { state: 'none', why: nothingToRead(unreadable) };
  const chosen = choose(question ?? turn.text, ready, turn);
  const search = searchFor(question, chosen, conversation);
  if (search.length > 0) return { state: 'calling', calls: search };
  const reading = readingFor(mostPromising(chosen, turn), conversation);
  if (reading.length > 0) return { state: 'calling', calls: reading };
  const documents = readDocuments(turn.results).filter((document) => document.blocks.length > 0);
  const refused = refusals(turn);
  if (documents.length === 0)
    return { state: 'none', why: refused.join(' ') || 'I could not read any text in the documents.' };
  const failed = refused.map((reason) => ({
    id: '',
    name: 'A document',
    status: 'failed',
    pages: null,
    reason,
  }));
  return { state: 'done', documents, unreadable: [...unreadable, ...failed] };
}

/** What the reading tools said instead of giving text. */
function refusals(turn: Turn): string[] {
  return resultsOf(turn, 'read_document', 'read_documents')
    .filter(({ output }) => parseReadText(output).length === 0)
    .map(({ output }) => output.replace(/\s*Say so;.*$/s, '').slice(0, 300));
}

function nothingToRead(unreadable: ListedDocument[]): string {
  if (unreadable.length === 0) {
    return 'There are no documents in this project yet. Upload a contract and I can answer questions about it, with quotes.';
  }
  const lines = unreadable.map((item) => `- ${item.name}: ${item.reason || item.status}`);
  return `None of the documents can be read yet:\n\n${lines.join('\n')}`;
}

/** The documents a message names ("the lease", "acme-nda"), or all of them. */
function choose(question: string, ready: ListedDocument[], turn: Turn): ListedDocument[] {
  if (turn.attached.length > 0) return ready;
  const asked = new Set(words(question).map(stem));
  const nameTerms = ready.map((document) => terms(document.name.replace(/\.\w+$/, '').replace(/[_-]/g, ' ')));
  const named = ready.filter((_, index) =>
    (nameTerms[index] ?? []).some(
      (term) =>
        asked.has(term) &&
        nameTerms.filter((other) => other.includes(term)).length < ready.length &&
        isDocumentName(term, question),
    ),
  );
  return named.length > 0 ? named : ready;
}

/** "rent" in rent.docx must not hide other documents from a question about rent; "the lease" may. */
function isDocumentName(term: string, question: string): boolean {
  const topic = topicOf(question);
  return term.length >= 3 && (weightClass(term) !== 'hard' || topic === null || !topic.evidence.test(term));
}

function searchFor(question: string | null, documents: ListedDocument[], conversation: Conversation): Call[] {
  const { tools, current } = conversation;
  if (
    question === null ||
    !tools.has('find_in_document') ||
    resultsOf(current, 'find_in_document').length > 0
  )
    return [];
  if (resultsOf(current, 'read_document', 'read_documents').length > 0) return [];
  const query =
    topicOf(question)?.find ??
    terms(question)
      .filter((term) => weightClass(term) === 'hard')
      .slice(0, 3)
      .map((term) => wordFor(term, question))
      .join(' ');
  if (query === '') return [];
  return documents
    .slice(0, 20)
    .map(({ id }) => ({ name: 'find_in_document', input: { document: id, query, max_results: 8 } }));
}

const wordFor = (term: string, question: string): string =>
  words(question).find((word) => stem(word) === term) ?? term;

/** When there are more documents than can be read, those in which the search found most. */
function mostPromising(documents: ListedDocument[], turn: Turn): ListedDocument[] {
  if (documents.length <= MOST_DOCUMENTS) return documents;
  const total = new Map<string, number>();
  for (const result of resultsOf(turn, 'find_in_document')) {
    total.set(String(result.input['document']), Number(asObject(parseJson(result.output))['total'] ?? 0));
  }
  return documents
    .toSorted((left, right) => (total.get(right.id) ?? 0) - (total.get(left.id) ?? 0))
    .slice(0, MOST_DOCUMENTS);
}

function readingFor(documents: ListedDocument[], conversation: Conversation): Call[] {
  const { tools, current } = conversation;
  const readings = resultsOf(current, 'read_document', 'read_documents');
  if (readings.length >= MOST_READINGS) return [];
  const read = new Map(readDocuments(readings).map((document) => [document.id, document]));
  const asked = new Set(
    readings
      .flatMap(({ input }) => [
        input['document'],
        ...(Array.isArray(input['documents']) ? input['documents'] : []),
      ])
      .map(String),
  );
  const fresh = documents.filter(({ id }) => !asked.has(id) && !read.has(id));
  if (fresh.length > 1 && tools.has('read_documents') && fresh.every(({ pages }) => (pages ?? 0) <= 20)) {
    return [{ name: 'read_documents', input: { documents: fresh.map(({ id }) => id) } }];
  }
  if (fresh.length > 0) {
    return fresh.map(({ id }) =>
      tools.has('read_document')
        ? { name: 'read_document', input: { document: id } }
        : { name: 'read_documents', input: { documents: [id] } },
    );
  }
  if (!tools.has('read_document')) return [];
  return documents.flatMap(({ id }) => {
    const known = read.get(id);
    if (!known || known.readTo === null || known.pageCount === null) return [];
    if (known.readTo >= Math.min(known.pageCount, WHOLE_UP_TO_PAGES)) return found(id, known, current);
    return [
      {
        name: 'read_document',
        input: { document: id, from_page: nextPage(id, known.readTo, readings), to_page: known.pageCount },
      },
    ];
  });
}

/** The page to read on from: the one that was broken off, unless it was tried already. */
function nextPage(id: string, readTo: number, readings: ToolResult[]): number {
  const own = readings.filter(({ input }) => input['document'] === id);
  const brokenOff = /goes on: read from page (\d+)/.exec(own.at(-1)?.output ?? '')?.[1];
  const tried = own.some(({ input }) => Number(input['from_page'] ?? 1) >= Number(brokenOff));
  return brokenOff && !tried ? Number(brokenOff) : readTo + 1;
}

/** In a very long document, the pages on which the search found something and that were not read. */
function found(id: string, known: SourceDocument, turn: Turn): Call[] {
  const readPages = new Set(known.blocks.map((block) => block.page));
  const askedPages = new Set(
    resultsOf(turn, 'read_document')
      .filter(({ input }) => input['document'] === id)
      .map(({ input }) => Number(input['from_page'])),
  );
  for (const result of resultsOf(turn, 'find_in_document')) {
    if (result.input['document'] !== id) continue;
    const matches = asObject(parseJson(result.output))['matches'];
    for (const match of Array.isArray(matches) ? matches : []) {
      const page = Number(asObject(match)['page']);
      if (page > 0 && !readPages.has(page) && !askedPages.has(page)) {
        return [{ name: 'read_document', input: { document: id, from_page: page, to_page: page } }];
      }
    }
  }
  return [];
}
