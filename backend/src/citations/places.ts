import type { PageText } from '../parsing/types.ts';
import { loosen, looseOffsets, PageStream } from './loose.ts';
import type { Span } from './record.ts';
import type { PlacedBox } from './types.ts';

/** How much text may stand between two lines of a quote: a page foot, notes, a running head. */
const MAX_GAP = 2500;
const SEED = 10;
const SHORT_SEED = 4;
const CONTEXT = 48;
const ENOUGH = 0.8;

type Range = [start: number, end: number];

/**
 * Finds where verified words stand on the pages. Words that a rendition shows otherwise than the text of
 * record (a footnote mark in between, a page break) are followed piece by piece.
 * @param lastPage the page where the next block starts, if known: the span cannot lie behind it
 * @returns boxes in reading order, one per line; none when the words cannot be found there
 */
export function placeSpan(span: Span, pages: readonly PageText[], lastPage: number | null): PlacedBox[] {
  const words = loosen(span.text);
  if (words === '' || pages.length === 0) return [];
  const stream = PageStream.of(pages);
  const [from, to] = searchRange(span, stream, lastPage);
  const before = loosen(span.before.slice(-4 * CONTEXT)).slice(-CONTEXT);
  const after = loosen(span.after.slice(0, 4 * CONTEXT)).slice(0, CONTEXT);
  const exact = bestOccurrence(stream.text, words, before, after, from, to);
  const ranges: Range[] =
    exact >= 0 ? [[exact, exact + words.length]] : follow(stream.text, words, before, from, to);
  return mergeLines(ranges.flatMap((range) => boxesOf(stream, range)));
}

function searchRange(span: Span, stream: PageStream, lastPage: number | null): Range {
  const first = stream.pages.findIndex((page) => page.number === span.block.page);
  if (first < 0) return [0, stream.text.length];
  const last = Math.max(
    first,
    stream.pages.findIndex((page) => page.number === lastPage),
  );
  // A block that ends its page may run on to the next.
  const end = Math.min(last + 1, stream.pages.length - 1);
  return [stream.pageStarts[first] ?? 0, stream.pageStarts[end + 1] ?? stream.text.length];
}

/** Of several places with the same words, the one with the most of the same words around it. */
function bestOccurrence(
  text: string,
  words: string,
  before: string,
  after: string,
  from: number,
  to: number,
): number {
  const scope = text.slice(from, to);
  let [best, bestScore] = [-1, -1];
  for (let at = scope.indexOf(words); at >= 0; at = scope.indexOf(words, at + 1)) {
    const start = from + at;
    const score = commonEnd(text, start, before) + commonStart(text, start + words.length, after);
    if (score > bestScore) [best, bestScore] = [start, score];
  }
  return best;
}

function commonEnd(text: string, end: number, before: string): number {
  let count = 0;
  while (count < before.length && text[end - 1 - count] === before[before.length - 1 - count]) count += 1;
  return count;
}

function commonStart(text: string, start: number, after: string): number {
  let count = 0;
  while (count < after.length && text[start + count] === after[count]) count += 1;
  return count;
}

/** Follows the words from each place where they could start; the best attempt counts if it finds enough. */
function follow(text: string, words: string, before: string, from: number, to: number): Range[] {
  const scope = text.slice(from, to);
  // A note mark may stand right behind the first word, so a shorter start is tried when the long one fails.
  for (const seed of [words.slice(0, SEED), words.slice(0, SHORT_SEED)]) {
    let best: Range[] = [];
    let bestScore = 0;
    for (let at = scope.indexOf(seed); at >= 0; at = scope.indexOf(seed, at + 1)) {
      const ranges = followFrom(text, words, from + at, to);
      const covered = ranges.reduce((sum, [start, end]) => sum + end - start, 0);
      const score = covered + commonEnd(text, from + at, before) / 100;
      if (covered >= words.length * ENOUGH && score > bestScore) [best, bestScore] = [ranges, score];
    }
    if (best.length > 0) return best;
  }
  return [];
}

function followFrom(text: string, words: string, start: number, to: number): Range[] {
  const ranges: Range[] = [];
  let [done, at] = [0, start];
  let lost = 0;
  while (done < words.length && lost <= words.length * (1 - ENOUGH)) {
    let end = at;
    while (end < to && done < words.length && text[end] === words[done]) {
      end += 1;
      done += 1;
    }
    if (end > at) ranges.push([at, end]);
    if (done >= words.length) break;
    const seed = words.slice(done, done + SEED);
    const next = text.slice(end, Math.min(to, end + MAX_GAP)).indexOf(seed);
    if (next >= 0) at = end + next;
    else {
      done += 1;
      lost += 1;
      at = end;
    }
  }
  return ranges;
}

function boxesOf(stream: PageStream, [start, end]: Range): PlacedBox[] {
  const boxes: PlacedBox[] = [];
  for (let index = stream.itemAt(start); index < stream.itemStarts.length; index += 1) {
    const itemStart = stream.itemStarts[index] ?? 0;
    if (itemStart >= end) break;
    const place = stream.item(index);
    const page = place === undefined ? undefined : stream.pages[place.page];
    const item = place === undefined ? undefined : page?.items[place.item];
    if (page === undefined || item === undefined) break;
    const offsets = looseOffsets(item.text);
    const first = offsets[Math.max(0, start - itemStart)];
    if (first === undefined) continue;
    const last = offsets[Math.min(end - itemStart, offsets.length) - 1] ?? first;
    const { x, y, width, height } = item;
    const [left, right] = partOf(item.text, first, last + 1, height > width * 1.5);
    boxes.push({ page: page.number, x: x + width * left, y, width: width * (right - left), height });
  }
  return boxes;
}

/** Which part of an item's width some of its characters take, by the usual widths of letters. */
function partOf(text: string, from: number, to: number, upright: boolean): [left: number, right: number] {
  if (upright) return [0, 1];
  const total = widthOf(text);
  if (total === 0) return [0, 1];
  // Signs that close the words (a full stop, a bracket) belong to them.
  const closing = /^[^\p{L}\p{N}\s]*/u.exec(text.slice(to))?.[0].length ?? 0;
  const opening = /[^\p{L}\p{N}\s]*$/u.exec(text.slice(0, from))?.[0].length ?? 0;
  const left = widthOf(text.slice(0, from - opening)) / total;
  const right = widthOf(text.slice(0, to + closing)) / total;
  const fromRight = /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text);
  return fromRight ? [1 - right, 1 - left] : [left, right];
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/[iljtfr.,;:'|!()[\]\s]/.test(character)) width += 0.55;
    else if (/[mwMW@%—]/.test(character)) width += 1.55;
    else if (/[A-Z]/.test(character)) width += 1.25;
    else width += character.charCodeAt(0) >= 0x2e80 ? 1.9 : 1;
  }
  return width;
}

function mergeLines(boxes: readonly PlacedBox[]): PlacedBox[] {
  const merged: PlacedBox[] = [];
  for (const box of boxes) {
    const last = merged.at(-1);
    if (last === undefined || !onOneLine(last, box)) {
      merged.push({ ...box });
      continue;
    }
    const right = Math.max(last.x + last.width, box.x + box.width);
    const bottom = Math.max(last.y + last.height, box.y + box.height);
    last.x = Math.min(last.x, box.x);
    last.y = Math.min(last.y, box.y);
    last.width = right - last.x;
    last.height = bottom - last.y;
  }
  return merged.map((box) => ({
    page: box.page,
    x: round(box.x),
    y: round(box.y),
    width: round(box.width),
    height: round(box.height),
  }));
}

function onOneLine(a: PlacedBox, b: PlacedBox): boolean {
  if (a.page !== b.page) return false;
  const overlap = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (overlap < Math.min(a.height, b.height) * 0.5) return false;
  const gap = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  return gap < Math.max(a.height, b.height) * 4;
}

function round(value: number): number {
  return Math.round(value * 100_000) / 100_000;
}
