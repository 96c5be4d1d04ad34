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
}

/** Replaces the part with the same type and id, or adds it at the end. */
function put(parts: readonly MessagePart[], part: MessagePart): MessagePart[] {
  const at =
    part.id === undefined ? -1 : parts.findIndex((known) => known.type === part.type && known.id === part.id);
  return at < 0 ? [...parts, part] : parts.with(at, part);
}

function append(parts: readonly MessagePart[], type: string, chunk: Chunk): MessagePart[] {
  const known = parts.find((part) => part.type === type && part.id === chunk.id);
  return put(parts, {
    type,
    ...(chunk.id === undefined ? {} : { id: chunk.id }),
    text: (known?.text ?? '') + (chunk.delta ?? ''),
  });
}

/** Folds one chunk into the state; chunks of a kind not known here change nothing. */
export function foldChunk(state: RunState, chunk: Chunk): RunState {
  if (chunk.type.startsWith('data-')) {
    const part = { type: chunk.type, data: chunk.data, ...(chunk.id === undefined ? {} : { id: chunk.id }) };
    return { ...state, parts: put(state.parts, part) };
  }
  switch (chunk.type) {
    case 'text-start':
    case 'text-delta':
      return { ...state, parts: append(state.parts, 'text', chunk) };
    case 'reasoning-start':
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
