import type { TextBlock } from '../parsing/types.ts';
import type { Line } from './lines.ts';

/** The lines of one page, in reading order. */
export interface LinePage {
  number: number;
  lines: Line[];
}

const MARKER =
  /^(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,5}|[a-z]{1,2}|[ivxlc]{1,6}|[A-Z]|[IVXLC]{1,6})[.)]|\d{1,3}(?:\.\d{1,3}){1,5}|[•▪●○■◦‣·–-])\s/u;
const SENTENCE_END = /[.;:!?。．；：]["'”’)\]]?$/u;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。「」（）]/u;
const MAX_HEADING_CHARACTERS = 200;

/** Groups lines into paragraphs by spacing, size, markers and line ends. Anchors are `p<page>.<ordinal>`. */
export function groupParagraphs(pages: readonly LinePage[]): TextBlock[] {
  const joiner = new LineJoiner(pages);
  const sizes = headingSizes(pages);
  const blocks: TextBlock[] = [];
  for (const page of pages) {
    groupLines(page.lines).forEach((lines, index) => {
      const text = joiner.join(lines);
      const heading = text.length <= MAX_HEADING_CHARACTERS ? sizes.indexOf(sizeOf(lines[0])) + 1 : 0;
      const kind = heading > 0 ? 'heading' : MARKER.test(text) ? 'list' : 'paragraph';
      blocks.push({
        anchor: `p${page.number}.${index + 1}`,
        kind,
        ...(heading > 0 ? { level: heading } : {}),
        text,
        page: page.number,
      });
    });
  }
  return blocks;
}

function groupLines(lines: readonly Line[]): Line[][] {
  const leading = usualLeading(lines);
  const margin = Math.max(0, ...lines.filter((line) => line.angle === 0).map((line) => line.end));
  const groups: Line[][] = [];
  let group: Line[] = [];
  for (const line of lines) {
    const before = group.at(-1);
    if (before !== undefined && !sameParagraph(before, line, leading, margin)) {
      groups.push(group);
      group = [];
    }
    group.push(line);
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

function sameParagraph(before: Line, line: Line, leading: number, margin: number): boolean {
  if (before.angle !== line.angle) return false;
  if (isTableRow(before) || isTableRow(line)) return false;
  const size = Math.max(before.size, line.size);
  if (Math.min(before.size, line.size) < size * 0.85) return false;
  const gap = line.baseline - before.baseline;
  if (gap < size * 0.5 || gap > Math.max(leading * 1.25, size * 1.05)) return false;
  if (Math.min(before.end, line.end) <= Math.max(before.start, line.start)) return false;
  const endsShort = before.end < margin - (margin - before.start) * 0.12;
  const endsSentence = SENTENCE_END.test(before.text);
  if (endsShort && endsSentence) return false;
  return !(MARKER.test(line.text) && (endsShort || endsSentence || /(?:,|\band|\bor)$/.test(before.text)));
}

/** Wide gaps within a line separate cells; the one behind a list marker does not. */
function isTableRow(line: Line): boolean {
  return line.text.replace(MARKER, '').includes('\t');
}

/** The distance between lines of one paragraph on this page: the small end of what occurs. */
function usualLeading(lines: readonly Line[]): number {
  const gaps: number[] = [];
  for (let index = 1; index < lines.length; index += 1) {
    const [before, line] = [lines[index - 1], lines[index]];
    if (before === undefined || line === undefined) continue;
    const gap = line.baseline - before.baseline;
    if (gap > before.size * 0.8 && gap < before.size * 4) gaps.push(gap);
  }
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length * 0.2)] ?? 0;
}

function sizeOf(line: Line | undefined): number {
  return Math.round((line?.size ?? 0) * 2) / 2;
}

/** Sizes clearly above that of most characters, largest first; at most four count as headings. */
function headingSizes(pages: readonly LinePage[]): number[] {
  const characters = new Map<number, number>();
  for (const page of pages) {
    for (const line of page.lines) {
      characters.set(sizeOf(line), (characters.get(sizeOf(line)) ?? 0) + line.text.length);
    }
  }
  const body = [...characters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  return [...characters.keys()]
    .filter((size) => size > body * 1.15)
    .sort((a, b) => b - a)
    .slice(0, 4);
}

/** Puts lines together: words broken by a hyphen are healed when the document has the whole word elsewhere. */
class LineJoiner {
  #words = new Set<string>();

  constructor(pages: readonly LinePage[]) {
    for (const page of pages) {
      for (const line of page.lines) {
        for (const word of line.text.toLowerCase().match(/\p{L}{4,}/gu) ?? []) this.#words.add(word);
      }
    }
  }

  join(lines: readonly Line[]): string {
    let text = '';
    for (const line of lines) text = text === '' ? line.text : this.#joinTwo(text, line.text);
    return text;
  }

  #joinTwo(before: string, after: string): string {
    if (before.endsWith('\u00AD')) return before.slice(0, -1) + after;
    const head = /(\p{L}+)[-\u2010]$/u.exec(before)?.[1];
    const tail = /^\p{Ll}+/u.exec(after)?.[0];
    if (head !== undefined && tail !== undefined) {
      const whole = this.#words.has((head + tail).toLowerCase());
      return whole ? before.slice(0, -1) + after : before + after;
    }
    const unspaced = CJK.test(before.slice(-1)) && CJK.test(after.slice(0, 1));
    return unspaced ? before + after : `${before} ${after}`;
  }
}
