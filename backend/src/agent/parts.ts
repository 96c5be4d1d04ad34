import type { StoredPart } from '../db/schema/index.ts';

/**
 * Folds stream chunks into message parts: text grows by its id, data parts replace the one with the same
 * type and id, and `data-restart` (transient) takes back what an interrupted step had begun.
 */
export function applyChunk(parts: StoredPart[], chunk: StoredPart): void {
  switch (chunk.type) {
    case 'text-start':
    case 'reasoning-start':
      parts.push({ type: chunk.type.slice(0, -'-start'.length), id: chunk.id, text: '' });
      return;
    case 'text-delta':
    case 'reasoning-delta': {
      const part = parts.findLast((one) => one.id === chunk.id && `${one.type}-delta` === chunk.type);
      if (part) part.text = String(part.text) + String(chunk.delta);
      return;
    }
    case 'data-restart':
      parts.length = Math.min(parts.length, Number((chunk.data as { keep: number }).keep));
      return;
    default:
      if (chunk.type.startsWith('data-') && chunk.transient !== true) putData(parts, chunk);
  }
}

function putData(parts: StoredPart[], chunk: StoredPart): void {
  const part = { type: chunk.type, id: chunk.id, data: chunk.data };
  const at = parts.findIndex(
    (one) => one.type === chunk.type && one.id === chunk.id && chunk.id !== undefined,
  );
  if (at >= 0) parts[at] = part;
  else parts.push(part);
}
