import { fileURLToPath } from 'node:url';
import {
  getDocument,
  InvalidPDFException,
  PasswordException,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ReadError, type Box } from '../parsing/types.ts';

/** A run of characters as the PDF draws it. */
export interface Run {
  text: string;
  /** Points, origin top left, of the page as shown. */
  box: Box;
  /** Direction of writing on the shown page, whole degrees clockwise: 0 for ordinary text. */
  angle: number;
  /** Where it starts and ends along its direction, and where its baseline lies across it; points. */
  start: number;
  end: number;
  baseline: number;
  /** Font size, points. */
  size: number;
}

export interface RunPage {
  number: number;
  /** Points, as shown. */
  width: number;
  height: number;
  /** In the order of the content stream. */
  runs: Run[];
}

export interface PdfLimits {
  pages: number;
  /** Milliseconds for the whole file; checked between pages. */
  timeMs: number;
}

export const PDF_LIMITS: PdfLimits = { pages: 5000, timeMs: 120_000 };

const LIBRARY = import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs');
const folder = (name: string): string => fileURLToPath(new URL(`../../${name}/`, LIBRARY));

/**
 * Reads the runs of every page.
 * @throws ReadError `empty`, `not_a_pdf`, `corrupt_pdf`, `password_protected`, `too_many_pages`, `timed_out`
 */
export async function readRuns(bytes: Uint8Array, limits: PdfLimits = PDF_LIMITS): Promise<RunPage[]> {
  const deadline = performance.now() + limits.timeMs;
  const document = await open(bytes);
  try {
    const count = document.numPages;
    if (count > limits.pages) {
      const message = `The PDF has ${count} pages; at most ${limits.pages} can be read.`;
      throw new ReadError('too_many_pages', message, { pages: count, limit: limits.pages });
    }
    const pages: RunPage[] = [];
    for (let number = 1; number <= count; number += 1) {
      if (performance.now() > deadline) {
        const figures = { seconds: Math.round(limits.timeMs / 1000), page: number, pages: count };
        throw new ReadError(
          'timed_out',
          `The PDF took too long to read (page ${number} of ${count}).`,
          figures,
        );
      }
      pages.push(await readPage(document, number));
    }
    return pages;
  } finally {
    await document.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  if (bytes.length === 0) throw new ReadError('empty', 'The file is empty (0 bytes).');
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024));
  if (!head.includes('%PDF-')) throw new ReadError('not_a_pdf', 'The file is not a PDF.');
  try {
    return await getDocument({
      // The library takes the buffer over, so it gets a copy of its own.
      data: new Uint8Array(bytes),
      cMapUrl: folder('cmaps'),
      cMapPacked: true,
      standardFontDataUrl: folder('standard_fonts'),
      wasmUrl: folder('wasm'),
      iccUrl: folder('iccs'),
      useSystemFonts: false,
      disableFontFace: true,
      useWorkerFetch: false,
      enableXfa: false,
      verbosity: 0,
    }).promise;
  } catch (error) {
    throw toReadError(error);
  }
}

function toReadError(error: unknown): ReadError {
  if (error instanceof PasswordException) {
    const act = 'Save a copy without the password and upload that.';
    return new ReadError('password_protected', `The PDF is protected by a password. ${act}`);
  }
  const known = error instanceof InvalidPDFException ? 'its structure is damaged' : 'it cannot be read';
  return new ReadError('corrupt_pdf', `The PDF is damaged: ${known}.`);
}

async function readPage(document: PDFDocumentProxy, number: number): Promise<RunPage> {
  let page: PDFPageProxy;
  try {
    page = await document.getPage(number);
  } catch {
    const figures = { page: number, pages: document.numPages };
    throw new ReadError('corrupt_pdf', `The PDF is damaged: page ${number} cannot be read.`, figures);
  }
  const viewport = page.getViewport({ scale: 1 });
  const content = await page.getTextContent().catch(() => ({ items: [], styles: {} }));
  const styles = content.styles as Record<string, { ascent?: number; descent?: number } | undefined>;
  const runs: Run[] = [];
  for (const item of content.items) {
    if (!('str' in item) || item.str === '') continue;
    const style = styles[item.fontName];
    runs.push(toRun(item.str, item.width, multiply(viewport.transform, item.transform), style));
  }
  page.cleanup();
  return { number, width: viewport.width, height: viewport.height, runs };
}

type Matrix = readonly number[];

function multiply(outer: Matrix, inner: Matrix): [number, number, number, number, number, number] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = outer;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function toRun(
  text: string,
  length: number,
  [a, b, c, d, x, y]: readonly [number, number, number, number, number, number],
  style: { ascent?: number; descent?: number } | undefined,
): Run {
  const size = Math.hypot(c, d) || Math.hypot(a, b) || 1;
  const along = Math.hypot(a, b) || 1;
  const direction = [a / along, b / along] as const;
  const up = [c / size, d / size] as const;
  const ascent = plausible(style?.ascent, 0.6, 1.2, 0.8) * size;
  const descent = plausible(style?.descent, -0.5, -0.05, -0.2) * size;
  const corners = [
    [0, ascent],
    [0, descent],
    [length, ascent],
    [length, descent],
  ].map(([u = 0, v = 0]) => [x + direction[0] * u + up[0] * v, y + direction[1] * u + up[1] * v] as const);
  const [cos, sin] = direction;
  const start = x * cos + y * sin;
  return {
    text,
    box: boundingBox(corners),
    angle: ((Math.round((Math.atan2(sin, cos) * 180) / Math.PI) % 360) + 360) % 360,
    start,
    end: start + length,
    baseline: y * cos - x * sin,
    size,
  };
}

/** Fonts state odd ascents (0, or 2.4); a box must still sit on its line. */
function plausible(value: number | undefined, low: number, high: number, otherwise: number): number {
  return value !== undefined && value >= low && value <= high ? value : otherwise;
}

function boundingBox(corners: readonly (readonly [number, number])[]): Box {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
