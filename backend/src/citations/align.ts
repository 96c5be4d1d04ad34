import type { PageText } from '../parsing/types.ts';
import { loosen, PageStream } from './loose.ts';

/** What alignment needs to know of a block. Only the body flows over the pages in order. */
export interface FlowBlock {
  text: string;
  story: 'body' | 'header' | 'footer' | 'footnote' | 'endnote' | 'comment';
}

/** Loose characters of one probe: long enough to be rare, short enough to survive a footnote mark nearby. */
const PROBE = 20;
/** Shorter texts (a cell "5") occur by chance everywhere, so they must fill an item to count. */
const SHORT = 8;
const SHORT_WINDOW = 20_000;
const MAX_OCCURRENCES = 16;

interface Probe {
  block: number;
  offset: number;
  text: string;
}

/**
 * Finds the page on which each block starts, by matching the blocks against the rendition in order.
 * First the probes that occur exactly once on both sides, kept where they agree in order; then the rest, each
 * between its placed neighbours. Time grows with the length of the text.
 * @returns one 1-based page per block; null where it could not be told
 */
export function alignBlocks(blocks: readonly FlowBlock[], pages: readonly PageText[]): (number | null)[] {
  if (pages.length === 0) return blocks.map(() => null);
  const stream = PageStream.of(pages);
  const texts = blocks.map((block) => loosen(block.text));
  const positions = placeUnique(blocks, texts, stream);
  fillBetween(blocks, texts, stream, positions);
  const result = interpolate(blocks, texts, stream, positions);
  placeAsides(blocks, texts, stream, result);
  return result.map((page) => (page === null ? null : (pages[page]?.number ?? null)));
}

function placeUnique(
  blocks: readonly FlowBlock[],
  texts: readonly string[],
  stream: PageStream,
): (number | undefined)[] {
  const probes = new Map<string, Probe | null>();
  texts.forEach((text, block) => {
    if (blocks[block]?.story !== 'body' || text.length < PROBE) return;
    for (const offset of new Set([0, (text.length - PROBE) >> 1, text.length - PROBE])) {
      const key = text.slice(offset, offset + PROBE);
      probes.set(key, probes.has(key) ? null : { block, offset, text: key });
    }
  });
  const hits = scan(
    stream.text,
    [...probes].flatMap(([, probe]) => (probe === null ? [] : [probe])),
  );
  const candidates = new Map<number, { offset: number; position: number }>();
  for (const [probe, found] of hits) {
    const [position] = found;
    if (found.length !== 1 || position === undefined) continue;
    const known = candidates.get(probe.block);
    if (known !== undefined && known.offset <= probe.offset) continue;
    candidates.set(probe.block, { offset: probe.offset, position: Math.max(0, position - probe.offset) });
  }
  const ordered = [...candidates].sort((a, b) => a[0] - b[0]);
  const positions = new Array<number | undefined>(blocks.length).fill(undefined);
  for (const index of longestRising(ordered.map(([, { position }]) => position))) {
    const [block, { position }] = ordered[index] ?? [-1, { position: 0 }];
    positions[block] = position;
  }
  return positions;
}

/** Finds all probes in one pass with a rolling hash. */
function scan(text: string, probes: readonly Probe[]): Map<Probe, number[]> {
  const byHash = new Map<number, Probe[]>();
  for (const probe of probes) {
    let hash = 0;
    for (let index = 0; index < PROBE; index += 1)
      hash = (Math.imul(hash, 31) + probe.text.charCodeAt(index)) | 0;
    const list = byHash.get(hash);
    if (list === undefined) byHash.set(hash, [probe]);
    else list.push(probe);
  }
  let leading = 1;
  for (let index = 0; index < PROBE; index += 1) leading = Math.imul(leading, 31);
  const hits = new Map<Probe, number[]>();
  let hash = 0;
  for (let end = 0; end < text.length; end += 1) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(end)) | 0;
    if (end >= PROBE) hash = (hash - Math.imul(leading, text.charCodeAt(end - PROBE))) | 0;
    const start = end - PROBE + 1;
    if (start < 0) continue;
    for (const probe of byHash.get(hash) ?? []) {
      if (!text.startsWith(probe.text, start)) continue;
      const list = hits.get(probe) ?? [];
      if (list.length < MAX_OCCURRENCES) list.push(start);
      hits.set(probe, list);
    }
  }
  return hits;
}

/** Indices of a longest rising subsequence: the largest set of placements that agree on the order. */
function longestRising(values: readonly number[]): number[] {
  const tails: number[] = [];
  const previous = new Array<number>(values.length).fill(-1);
  values.forEach((value, index) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  });
  const chain: number[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) chain.push(index);
  return chain.reverse();
}

function fillBetween(
  blocks: readonly FlowBlock[],
  texts: readonly string[],
  stream: PageStream,
  positions: (number | undefined)[],
): void {
  const limits = new Array<number>(blocks.length).fill(stream.text.length);
  for (let index = blocks.length - 2; index >= 0; index -= 1) {
    limits[index] = positions[index + 1] ?? limits[index + 1] ?? stream.text.length;
  }
  let cursor = 0;
  texts.forEach((text, index) => {
    if (blocks[index]?.story !== 'body' || text === '') return;
    positions[index] ??= findNext(text, stream, cursor, limits[index] ?? 0);
    const position = positions[index];
    if (position !== undefined) cursor = Math.max(cursor, position + text.length);
  });
}

function findNext(text: string, stream: PageStream, from: number, limit: number): number | undefined {
  if (text.length >= SHORT) {
    const at = stream.text.slice(from, limit).indexOf(text.slice(0, 60));
    return at < 0 ? undefined : from + at;
  }
  const window = stream.text.slice(from, Math.min(limit, from + SHORT_WINDOW));
  for (let at = window.indexOf(text); at >= 0; at = window.indexOf(text, at + 1)) {
    const start = from + at;
    if (stream.isItemStart(start) && stream.isItemStart(start + text.length)) return start;
  }
  return undefined;
}

/** A block that was not found lies between its neighbours; over a gap of pages nothing is guessed. */
function interpolate(
  blocks: readonly FlowBlock[],
  texts: readonly string[],
  stream: PageStream,
  positions: readonly (number | undefined)[],
): (number | null)[] {
  const following = new Array<number>(blocks.length).fill(stream.pages.length - 1);
  for (let index = blocks.length - 2; index >= 0; index -= 1) {
    const next = positions[index + 1];
    following[index] = next === undefined ? (following[index + 1] ?? 0) : stream.pageAt(next);
  }
  let last = 0;
  return blocks.map((block, index) => {
    const position = positions[index];
    if (position !== undefined) {
      last = stream.pageAt(position + Math.max(0, (texts[index]?.length ?? 1) - 1));
      return stream.pageAt(position);
    }
    if (block.story !== 'body') return null;
    const next = following[index] ?? last;
    return next - last <= 1 ? last : null;
  });
}

function placeAsides(
  blocks: readonly FlowBlock[],
  texts: readonly string[],
  stream: PageStream,
  result: (number | null)[],
): void {
  let host: number | null = 0;
  blocks.forEach((block, index) => {
    if (block.story === 'body') {
      host = result[index] ?? host;
      return;
    }
    const near = host ?? 0;
    const probe = (texts[index] ?? '').slice(0, 60);
    const found =
      probe === '' || block.story === 'comment' ? -1 : findAside(stream, probe, near, block.story);
    result[index] = found >= 0 ? stream.pageAt(found) : near;
  });
}

/** Notes stand on the page of their mark or later, headers and footers on the pages of their section. */
function findAside(stream: PageStream, probe: string, page: number, story: FlowBlock['story']): number {
  const start = stream.pageStarts[page] ?? 0;
  const last = story === 'endnote' ? stream.pages.length : page + 3;
  const end = stream.pageStarts[Math.min(last, stream.pages.length)] ?? stream.text.length;
  const at = stream.text.slice(start, end).indexOf(probe);
  return at < 0 ? -1 : start + at;
}
