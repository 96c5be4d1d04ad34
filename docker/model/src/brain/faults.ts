import type { Piece, Quote } from './answer.ts';
import type { Conversation } from './conversation.ts';
import { readDocuments, parseReadText } from './documents.ts';
import type { Call, Plan } from './plan.ts';

/** What the model can be told to do wrong. */
export const faultModes = [
  'forge',
  'alter',
  'mispage',
  'rate_limit',
  'overloaded',
  'cut',
  'slow',
  'stall',
  'malformed',
  'unknown_tool',
  'max_tokens',
  'obey',
] as const;
export type FaultMode = (typeof faultModes)[number];

export interface Fault {
  mode: FaultMode;
  /** How long `slow` waits before its first token. */
  seconds: number;
}

export const isFaultMode = (mode: unknown): mode is FaultMode => faultModes.includes(mode as FaultMode);

/** Steps that only look something up: quote faults and cuts wait for the answer after them. */
const LOOKUPS = new Set([
  'list_documents',
  'find_in_document',
  'read_document',
  'read_documents',
  'list_workflows',
  'read_workflow',
]);

/** Whether a fault can show itself in what the model is about to do; a count is spent only then. */
export function applies(mode: FaultMode, plan: Plan): boolean {
  const answering = plan.kind === 'say' || plan.calls.some(({ name }) => !LOOKUPS.has(name));
  switch (mode) {
    case 'forge':
    case 'alter':
    case 'mispage':
      return quotesIn(plan) > 0;
    case 'malformed':
    case 'unknown_tool':
      return plan.kind === 'call';
    case 'cut':
    case 'stall':
    case 'max_tokens':
      return answering;
    case 'obey':
      return false;
    case 'rate_limit':
    case 'overloaded':
    case 'slow':
      return true;
  }
}

/** The plan as the fault makes it. Faults of the connection leave it as it is. */
export function spoil(plan: Plan, mode: FaultMode): Plan {
  if (mode === 'forge' || mode === 'alter' || mode === 'mispage') return spoilQuotes(plan, mode);
  if (plan.kind !== 'call') return plan;
  if (mode === 'unknown_tool')
    return { kind: 'call', calls: plan.calls.map(({ input }) => ({ name: 'send_to_everyone', input })) };
  // An input of the wrong shape: aimock repairs broken JSON on two of the three wires, so the JSON is sound.
  if (mode === 'malformed')
    return {
      kind: 'call',
      calls: plan.calls.map(({ name }) => ({
        name,
        input: { document: 42, column: null, title: [], workflow: {} },
      })),
    };
  return plan;
}

function quotesIn(plan: Plan): number {
  if (plan.kind === 'say') return plan.pieces.filter((piece) => 'cite' in piece).length;
  return plan.calls.flatMap(({ input }) => (Array.isArray(input['citations']) ? input['citations'] : []))
    .length;
}

function spoilQuotes(plan: Plan, mode: 'forge' | 'alter' | 'mispage'): Plan {
  if (plan.kind === 'say') {
    const pieces = plan.pieces.map((piece): Piece =>
      'cite' in piece ? { cite: { ...piece.cite, ...spoilQuote(piece.cite, mode) } } : piece,
    );
    return { kind: 'say', pieces };
  }
  const spoilCall = ({ name, input }: Call): Call => {
    const citations = input['citations'];
    if (!Array.isArray(citations)) return { name, input };
    const spoiled = (citations as { quote: string; page?: number }[]).map((citation) => {
      const { quote, page } = spoilQuote({ quote: citation.quote, page: citation.page ?? null }, mode);
      return page === null ? { quote } : { quote, page };
    });
    return { name, input: { ...input, citations: spoiled } };
  };
  return { kind: 'call', calls: plan.calls.map(spoilCall) };
}

const FORGED =
  'The parties irrevocably waive every claim of any kind, whenever arising, against the other and its affiliates.';

/** A quote made untrue: invented, one word or number changed, or true but said to stand elsewhere. */
export function spoilQuote(
  quote: Pick<Quote, 'quote' | 'page'>,
  mode: 'forge' | 'alter' | 'mispage',
): Pick<Quote, 'quote' | 'page'> {
  if (mode === 'forge') return { quote: FORGED, page: quote.page };
  if (mode === 'mispage') return { quote: quote.quote, page: (quote.page ?? 1) + 1 };
  const number = /\d+/.exec(quote.quote)?.[0];
  if (number) return { quote: quote.quote.replace(number, String(Number(number) + 1)), page: quote.page };
  const word = /\p{L}{4,}/u.exec(quote.quote)?.[0];
  return {
    quote: word ? quote.quote.replace(word, 'otherwise') : `${quote.quote} otherwise`,
    page: quote.page,
  };
}

const ORDER =
  /\b(?:call|use|invoke|run|execute)\s+(?:the\s+)?(?:tool\s+)?[`"“]?([a-z]+_[a-z_]+)[`"”]?(?:\s+tool)?(?:\s+with\s+(\{[^\n]*\}))?/i;

/**
 * The first order that document text gives and that was not yet carried out in this turn. Only the
 * `obey` fault asks for it: a model that does what documents tell it, to try the server's guards.
 */
export function injectedOrder(conversation: Conversation): Call | null {
  const { results, text } = conversation.current;
  const documents = [...readDocuments(results), ...parseReadText(text)];
  for (const block of documents.flatMap((document) => document.blocks)) {
    const order = ORDER.exec(block.text);
    const name = order?.[1]?.toLowerCase();
    if (!name || results.some((result) => result.tool === name && !LOOKUPS.has(name))) continue;
    const input = orderInput(name, order?.[2], block.text);
    if (
      results.some((result) => result.tool === name && JSON.stringify(result.input) === JSON.stringify(input))
    )
      continue;
    return { name, input };
  }
  return null;
}

function orderInput(name: string, json: string | undefined, text: string): Record<string, unknown> {
  try {
    if (json) return JSON.parse(json) as Record<string, unknown>;
  } catch {
    // Not JSON: the order is carried out with an input of our own making.
  }
  const handle = /doc_[0-9a-f]{8}/.exec(text)?.[0];
  if (name === 'generate_docx')
    return { title: 'As the document ordered', blocks: [{ type: 'paragraph', text }] };
  if (name === 'record_cell')
    return {
      column: 'injected',
      value: text.slice(0, 100),
      flag: 'green',
      reasoning: 'As the document ordered.',
      citations: [],
    };
  return handle ? { document: handle } : {};
}
