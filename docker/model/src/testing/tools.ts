import { tool, type ToolSet } from 'ai';
import { z } from 'zod';
import { asRead, pageCount, type Contract } from './contracts.ts';

/** The tools of the product as the model meets them, over contracts in memory. */
export function toolsOver(contracts: Record<string, Contract>, made: unknown[] = []): ToolSet {
  const textOf = (id: string): string => {
    const contract = contracts[id];
    return contract ? asRead(contract, id) : `There is no document ${id}.`;
  };
  return {
    list_documents: tool({
      description: 'Lists the documents.',
      inputSchema: z.object({}),
      execute: () => ({
        documents: Object.entries(contracts).map(([id, contract]) => ({
          id,
          name: contract.name,
          type: 'docx',
          pages: pageCount(contract),
          status: 'ready',
        })),
      }),
    }),
    read_document: tool({
      description: 'Reads a document.',
      inputSchema: z.object({
        document: z.string(),
        from_page: z.number().optional(),
        to_page: z.number().optional(),
      }),
      execute: ({ document }) => textOf(document),
    }),
    read_documents: tool({
      description: 'Reads documents.',
      inputSchema: z.object({ documents: z.array(z.string()) }),
      execute: ({ documents }) => documents.map(textOf).join('\n\n'),
    }),
    find_in_document: tool({
      description: 'Finds text.',
      inputSchema: z.object({ document: z.string(), query: z.string(), max_results: z.number().optional() }),
      execute: ({ document, query }) => {
        const lines = contracts[document]?.lines ?? [];
        const matches = lines.flatMap((line, index) =>
          line.text.toLowerCase().includes(query.toLowerCase())
            ? [{ anchor: `p${index + 1}`, page: 1, text: line.text }]
            : [],
        );
        return { total: matches.length, matches };
      },
    }),
    generate_docx: tool({
      description: 'Writes a Word document.',
      inputSchema: z.object({ title: z.string(), blocks: z.array(z.looseObject({ type: z.string() })) }),
      execute: (input) => {
        made.push(input);
        return { document: 'doc_99999999', name: `${input.title}.docx`, version: 1 };
      },
    }),
  };
}
