import { z } from 'zod';
import { defineTool } from './tool.ts';

export const listDocumentsTool = defineTool({
  name: 'list_documents',
  description:
    'Lists the documents you may read: handle, name, type, pages, status. A document that is not ready says why.',
  kind: 'list',
  label: 'Looking through the documents',
  input: z.object({}),
  async run(_input, context) {
    const all = await context.documents();
    return {
      documents: all.map(({ handle, document, version }) => ({
        id: handle,
        name: document.name,
        type: document.type,
        pages: version.pageCount,
        status: version.status,
        ...(version.reasonText ? { reason: version.reasonText } : {}),
      })),
    };
  },
});
