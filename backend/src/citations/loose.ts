import type { PageText } from '../parsing/types.ts';

/**
 * Letters and digits only, in lower case and without accents: the form in which the text of a Word file and
 * the text of its rendition agree in spite of hyphenation, ligatures, capitals by style and spacing.
 * It finds where words stand. It never decides whether a quote is true.
 */
export function loosen(text: string): string {
  if (isAscii(text)) return text.replace(/[^A-Za-z0-9]+/g, '').toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replaceAll('\u0640', '');
}

/** For each loose character, the index in `text` of the character it came from. */
export function looseOffsets(text: string): number[] {
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    const count = loosen(character).length;
    for (let index = 0; index < count; index += 1) offsets.push(at);
    at += character.length;
  }
  return offsets;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 127) return false;
  return true;
}

/** All pages of a rendition as one loose string, with the way back to pages and items. */
export class PageStream {
  readonly text: string;
  readonly pages: readonly PageText[];
  /** Where each page starts in `text`; one more entry closes the last page. */
  readonly pageStarts: number[] = [];
  /** Where each item starts in `text`, over all pages. */
  readonly itemStarts: number[] = [];
  readonly #items: { page: number; item: number }[] = [];

  static #cache = new WeakMap<readonly PageText[], PageStream>();

  /** The stream of these pages, built once for as long as the same array is in use. */
  static of(pages: readonly PageText[]): PageStream {
    let stream = PageStream.#cache.get(pages);
    if (stream === undefined) {
      stream = new PageStream(pages);
      PageStream.#cache.set(pages, stream);
    }
    return stream;
  }

  private constructor(pages: readonly PageText[]) {
    this.pages = pages;
    const parts: string[] = [];
    let length = 0;
    pages.forEach((page, pageIndex) => {
      this.pageStarts.push(length);
      page.items.forEach((item, itemIndex) => {
        this.itemStarts.push(length);
        this.#items.push({ page: pageIndex, item: itemIndex });
        const loose = loosen(item.text);
        parts.push(loose);
        length += loose.length;
      });
    });
    this.pageStarts.push(length);
    this.text = parts.join('');
  }

  /** Index into `pages` of the page that holds a position. */
  pageAt(position: number): number {
    return Math.min(lastAtMost(this.pageStarts, position), this.pages.length - 1);
  }

  /** Index into `itemStarts` of the item that holds a position. */
  itemAt(position: number): number {
    return lastAtMost(this.itemStarts, position);
  }

  item(index: number): { page: number; item: number } | undefined {
    return this.#items[index];
  }

  /** Whether an item starts there, or the last one ends. */
  isItemStart(position: number): boolean {
    return position === this.text.length || this.itemStarts[this.itemAt(position)] === position;
  }
}

/** The last index whose value is at most `value`; several items may start at one place when some are empty. */
function lastAtMost(starts: readonly number[], value: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
