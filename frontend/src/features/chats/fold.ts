import type { MessagePart } from '../../lib/api/types';

/** What a run has sent so far. */
export interface RunState {
  parts: MessagePart[];
  outcome: 'running' | 'done' | 'stopped' | 'failed';
  error: string | null;
}

export const runBegun: RunState = { parts: [], outcome: 'running', error: null };

/** One chunk of the AI SDK's UI message stream. */
export interface Chunk {
  type: string;
  id?: string;
  delta?: string;
  data?: unknown;
  errorText?: string;
  /** Said once, not part of the message. */
  transient?: boolean;
}

/** Replaces the data part with the same type and id, or adds it at the end. */
function putData(parts: readonly MessagePart[], chunk: Chunk): MessagePart[] {
  const part = { type: chunk.type, data: chunk.data, ...(chunk.id === undefined ? {} : { id: chunk.id }) };
  const at =
    chunk.id === undefined ? -1 : parts.findIndex(({ type, id }) => type === chunk.type && id === chunk.id);
  return at < 0 ? [...parts, part] : parts.with(at, part);
}

/** Adds to the latest text of that id; a text whose start was missed begins with its first delta. */
function append(parts: readonly MessagePart[], type: string, chunk: Chunk): MessagePart[] {
  const at = parts.findLastIndex((part) => part.type === type && part.id === chunk.id);
  const known = parts[at];
  const part = {
    type,
    ...(chunk.id === undefined ? {} : { id: chunk.id }),
    text: (known?.text ?? '') + (chunk.delta ?? ''),
  };
  return known ? parts.with(at, part) : [...parts, part];
}

function foldData(state: RunState, chunk: Chunk): RunState {
  // A server that took the run over repeats the step the other one had begun.
  if (chunk.type === 'data-restart') {
    return { ...state, parts: state.parts.slice(0, (chunk.data as { keep: number }).keep) };
  }
  return chunk.transient ? state : { ...state, parts: putData(state.parts, chunk) };
}

/** Folds one chunk into the state; chunks of a kind not known here change nothing. */
export function foldChunk(state: RunState, chunk: Chunk): RunState {
  if (chunk.type.startsWith('data-')) return foldData(state, chunk);
  switch (chunk.type) {
    case 'text-start':
    case 'reasoning-start': {
      const part = { type: chunk.type.slice(0, -'-start'.length), id: chunk.id ?? '', text: '' };
      return { ...state, parts: [...state.parts, part] };
    }
    case 'text-delta':
      return { ...state, parts: append(state.parts, 'text', chunk) };
    case 'reasoning-delta':
      return { ...state, parts: append(state.parts, 'reasoning', chunk) };
    case 'finish':
      return state.outcome === 'running' ? { ...state, outcome: 'done' } : state;
    case 'abort':
      return { ...state, outcome: 'stopped' };
    case 'error':
      return { ...state, outcome: 'failed', error: chunk.errorText ?? null };
    default:
      return state;
  }
}
