import { alignBlocks } from '../citations/align.ts';
import { readDocx } from '../docx/read.ts';
import { readPdf, readPdfPages } from '../pdf/read.ts';
import { toReadError } from './failures.ts';
import { ReadError, type PageText, type ReadableKind, type ReadResult, type ReadWarning } from './types.ts';

/**
 * Reads a document as the text of record. For a DOCX the pages come from its PDF rendition, when it is given.
 * @throws ReadError
 */
export async function readDocument(
  kind: ReadableKind,
  bytes: Uint8Array,
  renditionPdf?: Uint8Array,
): Promise<ReadResult> {
  try {
    return kind === 'pdf' ? await readPdf(bytes) : await readWord(bytes, renditionPdf);
  } catch (error) {
    throw toReadError(error);
  }
}

async function readWord(bytes: Uint8Array, renditionPdf: Uint8Array | undefined): Promise<ReadResult> {
  const blocks = readDocx(bytes);
  if (blocks.length === 0) {
    throw new ReadError('no_text', 'The document holds no text, only images or nothing at all.', {
      blocks: 0,
    });
  }
  const pages: PageText[] = renditionPdf === undefined ? [] : await readPdfPages(renditionPdf);
  const places = alignBlocks(blocks, pages);
  const placed = blocks.map(({ story: _story, ...block }, index) => ({
    ...block,
    page: places[index] ?? null,
  }));
  const missing = placed.filter((block) => block.page === null).length;
  const warnings: ReadWarning[] = [];
  if (missing > 0 && pages.length > 0) warnings.push({ code: 'blocks_not_placed', count: missing });
  return { text: { blocks: placed, pageCount: pages.length }, pages, warnings };
}
