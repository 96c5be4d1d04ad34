import type { DocumentText, PageText } from '../parsing/types.ts';
import { isWholeMatch } from './boundary.ts';
import { fold } from './fold.ts';
import { placeSpan } from './places.ts';
import { FoldedRecord, type Span } from './record.ts';
import type { CitationStatus, PlacedBox } from './types.ts';

export interface Quote {
  quote: string;
  /** The page that the model claims. */
  page?: number | null;
}

export interface VerifiedQuote {
  /** `corrected`: the words are in the document, on another page than claimed. */
  status: CitationStatus;
  /** The words as they stand in the document; as given when they were not found. */
  quote: string;
  /** Where they start; null when not found, or found in a document without pages. */
  page: number | null;
  anchors: string[];
  boxes: PlacedBox[];
}

/** Below this many characters a quote proves something only where it occurs once. */
const SHORT_CHARACTERS = 8;
const MAX_OCCURRENCES = 50;
const MAX_ELLIPSIS_GAP = 1500;
const MIN_SEGMENT_CHARACTERS = 4;

type Range = readonly [start: number, end: number];
/** One or, with an ellipsis, several stretches of the folded document, in order. */
type Match = readonly Range[];

/**
 * Looks a quote up in the text of record. Nothing is accepted by likeness: apart from what `fold` forgives,
 * every word, number and sign must be there, whole and in order. An ellipsis stands for words left out.
 */
export function verifyQuote(claim: Quote, text: DocumentText, pages: readonly PageText[]): VerifiedQuote {
  const claimed = claim.page ?? null;
  for (const wording of wordings(claim.quote)) {
    for (const labels of [false, true]) {
      const record = FoldedRecord.of(text, labels);
      const matches = findMatches(wording, record.text);
      const chosen = choose(matches, wording, claimed, record, text, pages);
      if (chosen !== null) return chosen;
    }
  }
  return { status: 'not_found', quote: claim.quote, page: null, anchors: [], boxes: [] };
}

/** The quote as given, then without the marks and the full stop that a writer puts around another's words. */
function wordings(quote: string): string[] {
  const folded = fold(quote).text.trim();
  const bare = folded.replace(/^["']+|["']+$/g, '').trim();
  const open = bare.replace(/[.,;:]+$/, '').trim();
  return [...new Set([folded, bare, open])].filter((each) => /[\p{L}\p{N}]/u.test(each));
}

function findMatches(wording: string, text: string): Match[] {
  const whole = occurrences(wording, text);
  if (whole.length > 0) return whole.map((range) => [range]);
  const segments = wording
    .split(/\s*(?:\[\s?\.\.\.+\s?\]|\(\s?\.\.\.+\s?\)|\.\.\.+|\. \. \.)\s*/)
    .filter((segment) => /[\p{L}\p{N}]/u.test(segment));
  if (segments.length < 2 && segments[0] === wording) return [];
  return findInOrder(segments, text);
}

function occurrences(wording: string, text: string, from = 0, to = text.length): Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf(wording, from); at >= 0 && at < to; at = text.indexOf(wording, at + 1)) {
    if (isWholeMatch(text, at, at + wording.length)) found.push([at, at + wording.length]);
    if (found.length >= MAX_OCCURRENCES) break;
  }
  return found;
}

/** The segments of a quote with an ellipsis, each close behind the one before. */
function findInOrder(segments: readonly string[], text: string): Match[] {
  const [first, ...rest] = segments;
  if (first === undefined || segments.some((segment) => segment.length < MIN_SEGMENT_CHARACTERS)) return [];
  const matches: Match[] = [];
  for (const start of occurrences(first, text)) {
    const match: Range[] = [start];
    for (const segment of rest) {
      const from = match.at(-1)?.[1] ?? 0;
      const next = occurrences(segment, text, from, from + MAX_ELLIPSIS_GAP)[0];
      if (next === undefined) break;
      match.push(next);
    }
    if (match.length === segments.length) matches.push(match);
  }
  return matches;
}

function choose(
  matches: readonly Match[],
  wording: string,
  claimed: number | null,
  record: FoldedRecord,
  text: DocumentText,
  pages: readonly PageText[],
): VerifiedQuote | null {
  if (matches.length === 0) return null;
  const ordered = [...matches].sort((a, b) => distance(a, claimed, record) - distance(b, claimed, record));
  const candidates = ordered.map(
    (match) => (): VerifiedQuote => describe(match, claimed, record, text, pages),
  );
  if (wording.length < SHORT_CHARACTERS && matches.length > 1) {
    // A word or a figure that occurs often is evidence only if the claimed page holds it once.
    const onPage = candidates.map((make) => make()).filter((each) => each.status === 'verified');
    return claimed !== null && onPage.length === 1 ? (onPage[0] ?? null) : null;
  }
  for (const make of candidates.slice(0, 12)) {
    const described = make();
    if (described.status === 'verified') return described;
  }
  return candidates[0]?.() ?? null;
}

/** Pages between the claim and the block where the match starts; a block may run on to later pages. */
function distance(match: Match, claimed: number | null, record: FoldedRecord): number {
  const page = record.pageAt(match[0]?.[0] ?? 0);
  if (claimed === null || page === null) return 0;
  return page <= claimed ? claimed - page : (page - claimed) * 1.5;
}

function describe(
  match: Match,
  claimed: number | null,
  record: FoldedRecord,
  text: DocumentText,
  pages: readonly PageText[],
): VerifiedQuote {
  const stretches = match.map(([start, end]) => record.spans(start, end));
  const spans = stretches.flat();
  const boxes = spans.flatMap((span) => placeSpan(span, pages, nextPage(span, text)));
  const page = boxes[0]?.page ?? spans[0]?.block.page ?? null;
  const onClaimed = claimed === null || page === claimed || boxes.some((box) => box.page === claimed);
  return {
    status: onClaimed ? 'verified' : 'corrected',
    quote: stretches.map((parts) => parts.map((span) => span.text).join(' ')).join(' … '),
    page,
    anchors: [...new Set(spans.map((span) => span.block.anchor))],
    boxes,
  };
}

function nextPage(span: Span, text: DocumentText): number | null {
  for (let index = span.index + 1; index < Math.min(text.blocks.length, span.index + 40); index += 1) {
    const page = text.blocks[index]?.page;
    if (page !== null && page !== undefined) return page;
  }
  return null;
}
