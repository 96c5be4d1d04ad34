import { z } from 'zod';
import { fold } from '../../citations/fold.ts';
import { loadText } from '../documents.ts';
import { defineTool, documentOf, ToolError } from './tool.ts';

export const findInDocumentTool = defineTool({
  name: 'find_in_document',
  description:
    'Finds paragraphs of a document that hold the words, without regard to case, quotes or spacing.',
  kind: 'find',
  label: 'Searching a document',
  input: z.object({
    document: z.string().min(1).max(300),
    query: z.string().min(1).max(500),
    max_results: z.number().int().min(1).max(50).optional(),
  }),
  async run(input, context) {
    const one = await documentOf(context, input.document);
    await context.progress({
      label: `Searching ${one.document.name}`,
      documentId: one.document.id,
      documentName: one.document.name,
    });
    const text = await loadText(context.services.db, one.version.id);
    if (!text)
      throw new ToolError(
        `"${one.document.name}" cannot be read: ${one.version.reasonText ?? one.version.status}.`,
      );
    const wanted = searchForm(input.query).trim();
    const hits = text.blocks.filter((block) => searchForm(block.text).includes(wanted));
    return {
      total: hits.length,
      matches: hits
        .slice(0, input.max_results ?? 20)
        .map((block) => ({ anchor: block.anchor, page: block.page, text: block.text.slice(0, 1_000) })),
    };
  },
});

const searchForm = (text: string): string => fold(text).text.toLowerCase();
