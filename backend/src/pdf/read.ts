import {
  ReadError,
  type PageItem,
  type PageText,
  type ReadResult,
  type ReadWarning,
} from '../parsing/types.ts';
import { PDF_LIMITS, readRuns, type PdfLimits, type RunPage } from './document.ts';
import { readLines, type Line } from './lines.ts';
import { groupParagraphs } from './paragraphs.ts';

const NAMED_PAGES = 20;

/**
 * Reads a PDF as paragraphs and as items with their places.
 * Pages without text (scanned pages among others) come as a warning.
 * @throws ReadError; `no_text` when no page has any
 */
export async function readPdf(bytes: Uint8Array, limits: PdfLimits = PDF_LIMITS): Promise<ReadResult> {
  const runPages = await readRuns(bytes, limits);
  const linePages = runPages.map((page) => ({ number: page.number, lines: readLines(page) }));
  const blocks = groupParagraphs(linePages);
  if (blocks.length === 0) throw withoutText(runPages.length);
  const pages = runPages.map((page, index) => toPageText(page, linePages[index]?.lines ?? []));
  return { text: { blocks, pageCount: pages.length }, pages, warnings: warnings(pages) };
}

/**
 * Reads only the items with their places, for a rendition whose text is known from its DOCX.
 * @throws ReadError
 */
export async function readPdfPages(bytes: Uint8Array, limits: PdfLimits = PDF_LIMITS): Promise<PageText[]> {
  return (await readRuns(bytes, limits)).map((page) => toPageText(page, readLines(page)));
}

function withoutText(pages: number): ReadError {
  const count = pages === 1 ? 'its page is an image' : `all ${pages} pages are images`;
  return new ReadError('no_text', `The PDF holds no text: ${count}. Upload a copy with text recognised.`, {
    pages,
  });
}

function warnings(pages: readonly PageText[]): ReadWarning[] {
  const empty = pages.filter((page) => page.items.length === 0).map((page) => page.number);
  if (empty.length === 0) return [];
  return [{ code: 'pages_without_text', count: empty.length, pages: empty.slice(0, NAMED_PAGES) }];
}

function toPageText(page: RunPage, lines: readonly Line[]): PageText {
  const { number, width, height } = page;
  const items: PageItem[] = [];
  for (const line of lines) {
    for (const { text, box } of line.runs) {
      items.push({
        text,
        x: fraction(box.x, width),
        y: fraction(box.y, height),
        width: fraction(box.width, width),
        height: fraction(box.height, height),
      });
    }
  }
  return { number, width: round(width, 100), height: round(height, 100), items };
}

/** Five digits are a twentieth of a point on A4; more would only make the stored rows larger. */
function fraction(points: number, side: number): number {
  return side > 0 ? round(points / side, 100_000) : 0;
}

function round(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
