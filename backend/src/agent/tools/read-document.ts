import { z } from 'zod';
import { loadText, type RunDocument } from '../documents.ts';
import { fencedText } from './fence.ts';
import { defineTool, documentOf, ToolError, type ToolContext } from './tool.ts';

const handle = z.string().min(1).max(300);
/** Characters of one answer; beyond it the model reads on by page. */
const MAX_CHARACTERS = 200_000;

const unreadable = ({ document, version }: RunDocument): ToolError =>
  new ToolError(
    version.status === 'unreadable' || version.status === 'failed'
      ? `"${document.name}" cannot be read: ${version.reasonText ?? version.status}. Say so; do not answer from it.`
      : `"${document.name}" is still being converted. Say so; do not answer from it.`,
  );

async function readPages(
  context: ToolContext,
  one: RunDocument,
  from = 1,
  to = Number.MAX_SAFE_INTEGER,
): Promise<string> {
  const pages = one.version.pageCount ?? 0;
  await context.progress({
    label: `Reading ${one.document.name}`,
    documentId: one.document.id,
    documentName: one.document.name,
    page: from,
    pages,
  });
  const text = one.version.status === 'ready' ? await loadText(context.services.db, one.version.id) : null;
  if (!text) throw unreadable(one);
  const whole = from <= 1 && to >= pages;
  const blocks = whole
    ? text.blocks
    : text.blocks.filter((block) => (block.page ?? 1) >= from && (block.page ?? 1) <= to);
  let length = 0;
  const fitting = blocks.filter((block) => (length += block.text.length + 12) <= MAX_CHARACTERS);
  const last = fitting.at(-1)?.page ?? to;
  const answer = fencedText(one, fitting, from, fitting.length < blocks.length ? last : to);
  return fitting.length < blocks.length ? `${answer}\nThe text goes on: read from page ${last}.` : answer;
}

export const readDocumentTool = defineTool({
  name: 'read_document',
  description:
    'Reads a document, or some of its pages. Lines begin with the anchor in brackets; [page n] marks a new page.',
  kind: 'read',
  label: 'Reading a document',
  input: z.object({
    document: handle,
    from_page: z.number().int().min(1).optional(),
    to_page: z.number().int().min(1).optional(),
  }),
  async run(input, context) {
    return readPages(context, await documentOf(context, input.document), input.from_page, input.to_page);
  },
});

export const readDocumentsTool = defineTool({
  name: 'read_documents',
  description: 'Reads several documents at once.',
  kind: 'read',
  label: 'Reading documents',
  input: z.object({ documents: z.array(handle).min(1).max(20) }),
  async run(input, context) {
    const texts: string[] = [];
    for (const name of input.documents) {
      try {
        texts.push(await readPages(context, await documentOf(context, name)));
      } catch (error) {
        if (!(error instanceof ToolError)) throw error;
        texts.push(error.message);
      }
    }
    return texts.join('\n\n');
  },
});
