import { randomBytes } from 'node:crypto';
import type { TextBlock } from '../../parsing/types.ts';
import type { RunDocument } from '../documents.ts';

/**
 * Document text as the model sees it: between markers with a nonce that the document cannot know, so that
 * whatever it says stays data.
 */
export function fencedText(
  { handle, document, version }: RunDocument,
  blocks: TextBlock[],
  from: number,
  to: number,
): string {
  const nonce = randomBytes(6).toString('hex');
  const lines: string[] = [];
  let page: number | null = null;
  for (const block of blocks) {
    if (block.page !== null && block.page !== page) lines.push(`[page ${block.page}]`);
    page = block.page ?? page;
    lines.push(`[${block.anchor}] ${block.label ? `${block.label} ` : ''}${block.text}`);
  }
  const pages = version.pageCount ?? 0;
  const header = `Document ${handle} "${document.name}", pages ${from}-${Math.min(to, pages)} of ${pages}`;
  return `${header}\n<<<text ${nonce}\n${lines.join('\n')}\n${nonce}>>>`;
}
