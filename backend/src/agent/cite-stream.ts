/** What the filter hands on: text to show, or a finished citation tag in its place. */
export type CitePiece =
  { kind: 'text'; text: string } | { kind: 'cite'; document: string; page: number | null; quote: string };

const OPEN = '<cite';
const CLOSE = '</cite>';
/** A tag longer than this is no quote; it is shown as the text it is. */
const MAX_TAG = 6_000;

/**
 * Splits streamed prose at `<cite doc="..." page="...">quote</cite>`. Text that may begin a tag is held
 * back until it is clear, so that nothing of a tag is ever shown.
 */
export class CiteStream {
  #held = '';

  push(delta: string): CitePiece[] {
    this.#held += delta;
    return this.#take(false);
  }

  /** What is left when the text ends; an unfinished tag is dropped, its quote cannot be checked. */
  end(): CitePiece[] {
    return this.#take(true);
  }

  #take(atEnd: boolean): CitePiece[] {
    const pieces: CitePiece[] = [];
    for (;;) {
      const start = this.#held.indexOf(OPEN);
      if (start < 0) {
        const keep = atEnd ? 0 : partialOpening(this.#held);
        pushText(pieces, this.#held.slice(0, this.#held.length - keep));
        this.#held = this.#held.slice(this.#held.length - keep);
        return pieces;
      }
      pushText(pieces, this.#held.slice(0, start));
      this.#held = this.#held.slice(start);
      const close = this.#held.indexOf(CLOSE);
      if (close < 0) {
        if (this.#held.length > MAX_TAG) {
          pushText(pieces, this.#held.slice(0, OPEN.length));
          this.#held = this.#held.slice(OPEN.length);
          continue;
        }
        if (atEnd) this.#held = '';
        return pieces;
      }
      const cite = parseTag(this.#held.slice(0, close));
      if (cite) pieces.push(cite);
      this.#held = this.#held.slice(close + CLOSE.length);
    }
  }
}

function pushText(pieces: CitePiece[], text: string): void {
  if (text) pieces.push({ kind: 'text', text });
}

/** Length of a tail that could still become `<cite`. */
function partialOpening(text: string): number {
  for (let length = Math.min(OPEN.length - 1, text.length); length > 0; length -= 1) {
    if (OPEN.startsWith(text.slice(-length))) return length;
  }
  return 0;
}

function parseTag(tag: string): CitePiece | null {
  const parts = /^<cite\b([^>]*)>([\s\S]*)$/.exec(tag);
  if (!parts) return null;
  const attributes = parts[1] ?? '';
  const document = /\bdoc\s*=\s*["']?([\w-]+)/.exec(attributes)?.[1] ?? '';
  const page = Number(/\bpage\s*=\s*["']?(\d+)/.exec(attributes)?.[1]);
  const quote = unescapeXml((parts[2] ?? '').trim());
  return quote ? { kind: 'cite', document, page: page > 0 ? page : null, quote } : null;
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
