import { asObject, parseJson, resultsOf, type ToolResult, type Turn } from './conversation.ts';

/** A document as `list_documents` names it. */
export interface ListedDocument {
  id: string;
  name: string;
  status: string;
  pages: number | null;
  reason: string;
}

/** One line of a document's text. */
export interface SourceBlock {
  anchor: string;
  page: number | null;
  /** The computed list number in front of the text, never part of it: `4.2`, `(a)`. */
  label: string;
  text: string;
  /** Whether it reads like a heading: short, without a full stop. */
  heading: boolean;
}

/** What has been read of one document, in page order. */
export interface SourceDocument {
  id: string;
  name: string;
  blocks: SourceBlock[];
  /** Pages read so far, and how many there are; null where the document has no pages. */
  readTo: number | null;
  pageCount: number | null;
}

const HEADER = /^Document (doc_[0-9a-f]{8}) "(.*)", pages (\d+)-(\d+) of (\d+)/;
const HEADER_WITHOUT_PAGES = /^Document (doc_[0-9a-f]{8}) "(.*)"/;
const OPENING = /^<<<text (\S+)$/;
const PAGE = /^\[page (\d+)\]$/;
const BLOCK = /^\[([A-Za-z][\w.:-]*)\] ?(.*)$/;
const LABEL =
  /^((?:\d+(?:\.\d+)+\.?|\d{1,3}[.)]|\(?[a-z]{1,2}\)|\(?[ivx]{1,5}\)|\(\d{1,3}\)|\([A-Z]\)|[A-Z][.)]|(?:Clause|Article|Section|Schedule|Annex|Part)\s+\d+(?:\.\d+)*[.:]?)(?:\s+|$)|\d{1,2}\s+(?=[A-Z](?!anuary|ebruary|arch|pril|ay\b|une|uly|ugust|eptember|ctober|ovember|ecember)))/;

/** The documents named by `list_documents` in this turn; null when it was not called. */
export function listedDocuments(turn: Turn): ListedDocument[] | null {
  const result = resultsOf(turn, 'list_documents').at(-1);
  if (!result) return null;
  const listed = asObject(parseJson(result.output))['documents'];
  if (!Array.isArray(listed)) return [];
  return listed.map((entry) => {
    const item = asObject(entry);
    return {
      id: String(item['id'] ?? ''),
      name: String(item['name'] ?? ''),
      status: String(item['status'] ?? 'ready'),
      pages: typeof item['pages'] === 'number' ? item['pages'] : null,
      reason:
        typeof item['reason'] === 'string' ? item['reason'] : String(asObject(item['reason'])['text'] ?? ''),
    };
  });
}

/** Everything read in this turn, one entry per document, pages merged in order. */
export function readDocuments(results: ToolResult[]): SourceDocument[] {
  const documents = new Map<string, SourceDocument>();
  for (const result of results) {
    if (result.tool !== 'read_document' && result.tool !== 'read_documents') continue;
    for (const part of parseReadText(result.output)) merge(documents, part);
  }
  return [...documents.values()];
}

/**
 * Reads the text form of one or more documents: a header line, then the fenced text.
 * Only what stands between the fences is document text.
 */
export function parseReadText(text: string): SourceDocument[] {
  const documents: SourceDocument[] = [];
  let nonce: string | null = null;
  let page: number | null = null;
  for (const line of text.split(/\r?\n/)) {
    const current = documents.at(-1);
    if (nonce !== null) {
      if (line === `${nonce}>>>`) nonce = null;
      else if (PAGE.test(line)) page = Number(PAGE.exec(line)?.[1]);
      else if (current) addLine(current, line, page);
      continue;
    }
    const opening = OPENING.exec(line.trim());
    if (opening) {
      nonce = opening[1] ?? '';
      if (!current) documents.push(emptyDocument('', ''));
      continue;
    }
    const header = HEADER.exec(line) ?? HEADER_WITHOUT_PAGES.exec(line);
    if (!header) continue;
    page = null;
    const paged = header.length > 3;
    documents.push({
      ...emptyDocument(header[1] ?? '', header[2] ?? ''),
      readTo: paged ? Number(header[4]) : null,
      pageCount: paged ? Number(header[5]) : null,
    });
  }
  return documents;
}

function emptyDocument(id: string, name: string): SourceDocument {
  return { id, name, blocks: [], readTo: null, pageCount: null };
}

/** Headers and footers repeat on every page and answer nothing. */
const RUNNING_LINE = /^(?:header|footer) /;

function addLine(document: SourceDocument, line: string, page: number | null): void {
  const match = BLOCK.exec(line);
  if (match && RUNNING_LINE.test(match[2] ?? '')) return;
  if (!match) {
    const last = document.blocks.at(-1);
    if (last && line.trim() !== '') last.text += `\n${line}`;
    else if (line.trim() !== '') document.blocks.push(toBlock('', line, page));
    return;
  }
  document.blocks.push(toBlock(match[1] ?? '', match[2] ?? '', page));
}

function toBlock(anchor: string, line: string, page: number | null): SourceBlock {
  const label = LABEL.exec(line)?.[0] ?? '';
  const text = line.slice(label.length).trim();
  return { anchor, page, label: label.trim(), text, heading: looksLikeHeading(text) };
}

function looksLikeHeading(text: string): boolean {
  return (
    text.length > 0 &&
    text.length <= 80 &&
    text.split(/\s+/).length <= 9 &&
    !/[.;,:]$|\d{3}|:\s*\S/.test(text)
  );
}

function merge(documents: Map<string, SourceDocument>, part: SourceDocument): void {
  const known = documents.get(part.id);
  if (!known) {
    documents.set(part.id, part);
    return;
  }
  const anchors = new Set(known.blocks.map((block) => block.anchor));
  known.blocks.push(...part.blocks.filter((block) => block.anchor === '' || !anchors.has(block.anchor)));
  if (part.readTo !== null) known.readTo = Math.max(known.readTo ?? 0, part.readTo);
  known.pageCount = part.pageCount ?? known.pageCount;
}
