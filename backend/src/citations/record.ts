import type { DocumentText, TextBlock } from '../parsing/types.ts';
import { fold } from './fold.ts';

/** A stretch of one block's text; the label counts as text when the quote includes it. */
export interface Span {
  block: TextBlock;
  /** Index of the block in the document. */
  index: number;
  /** The words as they stand in the document. */
  text: string;
  /** The words of the block before the stretch. */
  before: string;
  after: string;
}

const ASIDE = /^(?:(?:footnote|endnote|comment) \d+|header|footer)$/;

/**
 * A document folded into one string, in which a quote may run over paragraphs and pages. Notes, headers and
 * page furniture come after everything else, so that they do not stand between two halves of a sentence.
 */
export class FoldedRecord {
  readonly text: string;
  readonly #sources: { block: TextBlock; index: number; source: string }[] = [];
  /** Where each source starts in `text`. */
  readonly #starts: number[] = [];
  readonly #maps: { starts: number[]; ends: number[] }[] = [];

  static #plain = new WeakMap<DocumentText, FoldedRecord>();
  static #labelled = new WeakMap<DocumentText, FoldedRecord>();

  /** The record of a document, built once for as long as the same object is in use. */
  static of(document: DocumentText, labels: boolean): FoldedRecord {
    const cache = labels ? FoldedRecord.#labelled : FoldedRecord.#plain;
    let record = cache.get(document);
    if (record === undefined) {
      record = new FoldedRecord(document, labels);
      cache.set(document, record);
    }
    return record;
  }

  private constructor(document: DocumentText, labels: boolean) {
    const furniture = findFurniture(document);
    const parts: string[] = [];
    let length = 0;
    const add = (block: TextBlock, index: number): void => {
      const label = labels && block.label !== undefined && !ASIDE.test(block.label) ? `${block.label} ` : '';
      const source = label + block.text;
      const folded = fold(source);
      const joined = parts.at(-1) ?? '';
      if (joined !== '' && !healsHyphen(joined, folded.text)) {
        parts.push(' ');
        length += 1;
      } else if (joined !== '') {
        parts[parts.length - 1] = joined.slice(0, -1);
        length -= 1;
      }
      this.#sources.push({ block, index, source });
      this.#starts.push(length);
      this.#maps.push({ starts: folded.starts, ends: folded.ends });
      parts.push(folded.text);
      length += folded.text.length;
    };
    const aside = (block: TextBlock, index: number): boolean =>
      furniture.has(index) || ASIDE.test(block.label ?? '');
    document.blocks.forEach((block, index) => aside(block, index) || add(block, index));
    document.blocks.forEach((block, index) => aside(block, index) && add(block, index));
    this.text = parts.join('');
  }

  /** The stretches of the document behind `text[start, end)`, block by block. */
  spans(start: number, end: number): Span[] {
    const spans: Span[] = [];
    for (let at = this.#sourceAt(start); at < this.#sources.length; at += 1) {
      const offset = this.#starts[at] ?? 0;
      if (offset >= end) break;
      const source = this.#sources[at];
      const map = this.#maps[at];
      if (source === undefined || map === undefined) break;
      const first = Math.max(0, start - offset);
      const last = Math.min(end - offset, map.ends.length) - 1;
      if (last < first) continue;
      const [from, to] = [map.starts[first] ?? 0, map.ends[last] ?? 0];
      spans.push({
        block: source.block,
        index: source.index,
        text: source.source.slice(from, to),
        before: source.source.slice(0, from),
        after: source.source.slice(to),
      });
    }
    return spans;
  }

  /** The page on which the block at a position starts. */
  pageAt(position: number): number | null {
    return this.#sources[this.#sourceAt(position)]?.block.page ?? null;
  }

  #sourceAt(position: number): number {
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

/** A word broken by a hyphen at the end of a page goes on in the next block. */
function healsHyphen(before: string, after: string): boolean {
  return /\p{L}-$/u.test(before) && /^\p{Ll}/u.test(after);
}

/**
 * Running heads, feet and page numbers of a PDF: the first or last blocks of a page whose words, figures aside,
 * come back at the same end of at least three pages.
 */
function findFurniture(document: DocumentText): Set<number> {
  const found = new Set<number>();
  const edges = new Map<string, number[]>();
  document.blocks.forEach((block, index) => {
    if (block.page === null || block.text.length > 200) return;
    const first =
      document.blocks[index - 1]?.page !== block.page || document.blocks[index - 2]?.page !== block.page;
    const last =
      document.blocks[index + 1]?.page !== block.page || document.blocks[index + 2]?.page !== block.page;
    if (!first && !last) return;
    const key = `${first ? 'first' : 'last'} ${block.text.replace(/[\divxlc]+/giu, '#')}`;
    const list = edges.get(key) ?? [];
    list.push(index);
    edges.set(key, list);
  });
  for (const list of edges.values()) {
    const pages = new Set(list.map((index) => document.blocks[index]?.page));
    if (pages.size >= 3 && pages.size === list.length) for (const index of list) found.add(index);
  }
  return found;
}
