import type { ChatCompletionRequest, ChatMessage } from '@copilotkit/aimock';

/** A tool's answer within a turn, with the call that asked for it. */
export interface ToolResult {
  tool: string;
  input: Record<string, unknown>;
  /** The answer as text: what the tool returned, unwrapped from the provider's envelope. */
  output: string;
}

export interface AttachedDocument {
  id: string;
  name: string;
}

/** One message of the person, and what the tools have returned since. */
export interface Turn {
  /** The message without its context block and without fault directives. */
  text: string;
  workflow: { id: string; title: string } | null;
  attached: AttachedDocument[];
  /** A fault asked for in the message itself: `[[fault:cut]]`, `[[fault:slow:5]]`. */
  directive: { mode: string; seconds: number | null } | null;
  results: ToolResult[];
}

/** What a request holds, the same for every provider's format. */
export interface Conversation {
  system: string;
  tools: ReadonlySet<string>;
  turns: Turn[];
  current: Turn;
}

/** The calls made earlier, by id: where a format sends back only a reference to them. */
export type CallMemory = ReadonlyMap<string, { name: string; input: Record<string, unknown> }>;

const DIRECTIVE = /\[\[fault:([a-z_]+)(?::(\d+(?:\.\d+)?))?\]\]/;
const CONTEXT = /^\s*<context>([\s\S]*?)<\/context>\s*/;

/** Reads a request (already brought to one shape by aimock) into turns. */
export function readConversation(request: ChatCompletionRequest, memory: CallMemory): Conversation {
  const system: string[] = [];
  const turns: Turn[] = [];
  const calls = new Map(memory);
  for (const message of request.messages) {
    if (message.role === 'system') system.push(textOf(message));
    if (message.role === 'user') turns.push(readTurn(textOf(message)));
    for (const call of message.tool_calls ?? []) {
      const known = memory.get(call.id);
      const input = known?.input ?? asObject(parseJson(call.function.arguments));
      calls.set(call.id, { name: call.function.name || (known?.name ?? ''), input });
    }
    if (message.role === 'tool') {
      const call = calls.get(message.tool_call_id ?? '');
      const output = unwrap(textOf(message));
      turns.at(-1)?.results.push({ tool: call?.name || guessTool(output), input: call?.input ?? {}, output });
    }
  }
  const tools = new Set((request.tools ?? []).map((tool) => tool.function.name));
  const current = turns.at(-1) ?? readTurn('');
  return { system: system.join('\n'), tools, turns, current };
}

/** Splits a user message into its context block, fault directive and text. */
export function readTurn(raw: string): Turn {
  const context = CONTEXT.exec(raw)?.[1] ?? '';
  const directive = DIRECTIVE.exec(raw);
  const workflow = /^\s*workflow:\s*(\S+)(?:\s+"([^"\n]*)")?/m.exec(context);
  const attached = [...context.matchAll(/^\s*attached:\s*(doc_[0-9a-f]{8})(?:\s+"([^\n]*)")?\s*$/gm)];
  return {
    text: raw.replace(CONTEXT, '').replace(DIRECTIVE, '').trim(),
    workflow: workflow ? { id: workflow[1] ?? '', title: workflow[2] ?? '' } : null,
    attached: attached.map((match) => ({ id: match[1] ?? '', name: match[2] ?? '' })),
    directive: directive
      ? { mode: directive[1] ?? '', seconds: directive[2] === undefined ? null : Number(directive[2]) }
      : null,
    results: [],
  };
}

/** The answers of one tool in this turn, in order. */
export function resultsOf(turn: Turn, ...tools: string[]): ToolResult[] {
  return turn.results.filter((result) => tools.includes(result.tool));
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function textOf(message: ChatMessage): string {
  if (typeof message.content === 'string') return message.content;
  return (message.content ?? []).map((part) => part.text ?? '').join('');
}

/**
 * The AI SDK sends a text result to Gemini as `{name, content}` and any other result as JSON;
 * a text may also arrive as a JSON string.
 */
function unwrap(output: string): string {
  const value = parseJson(output);
  if (typeof value === 'string') return value;
  const object = asObject(value);
  if (typeof object['name'] === 'string' && 'content' in object && Object.keys(object).length === 2) {
    const content = object['content'];
    return typeof content === 'string' ? content : JSON.stringify(content);
  }
  return output;
}

/** Tells the tool by the shape of its answer, for formats that refer to a call by an id alone. */
function guessTool(output: string): string {
  if (/^Document doc_[0-9a-f]{8} /.test(output)) return 'read_document';
  const object = asObject(parseJson(output));
  if (Array.isArray(object['documents'])) return 'list_documents';
  if (Array.isArray(object['matches'])) return 'find_in_document';
  if (typeof object['instructions'] === 'string') return 'read_workflow';
  if (typeof object['document'] === 'string' && 'version' in object) return 'generate_docx';
  return '';
}
