import type { StoredPart } from '../db/schema/index.ts';
import { CiteStream, type CitePiece } from './cite-stream.ts';
import type { EventLog } from './event-log.ts';
import { applyChunk } from './parts.ts';
import type { QuoteChecker } from './quotes.ts';
import type { StepSink } from './step.ts';
import type { ActivityChange, ActivityKind } from './tools/tool.ts';

/** Turns what the model and the tools do into the parts of the answer: the one way anything is shown. */
export class AnswerWriter implements StepSink {
  readonly #parts: StoredPart[];
  readonly #log: EventLog;
  readonly #quotes: QuoteChecker;
  readonly #open = new Map<string, { id: string; cites: CiteStream }>();
  #count = 0;

  constructor(parts: StoredPart[], log: EventLog, quotes: QuoteChecker) {
    this.#parts = parts;
    this.#log = log;
    this.#quotes = quotes;
    this.#count = log.sequence;
  }

  emit(chunk: StoredPart): void {
    applyChunk(this.#parts, chunk);
    this.#log.append(chunk);
  }

  textStart(id: string): Promise<void> {
    this.#count += 1;
    const own = `text-${this.#count}`;
    this.#open.set(id, { id: own, cites: new CiteStream() });
    this.emit({ type: 'text-start', id: own });
    return Promise.resolve();
  }

  async textDelta(id: string, delta: string): Promise<void> {
    const open = this.#open.get(id);
    if (open) await this.#show(open.id, open.cites.push(delta));
  }

  async textEnd(id: string): Promise<void> {
    const open = this.#open.get(id);
    if (!open) return;
    await this.#show(open.id, open.cites.end());
    this.#open.delete(id);
    this.emit({ type: 'text-end', id: open.id });
  }

  reasoning(kind: 'start' | 'delta' | 'end', id: string, delta: string): void {
    const chunk = { type: `reasoning-${kind}`, id: `reasoning-${id}` };
    this.emit(kind === 'delta' ? { ...chunk, delta } : chunk);
  }

  /** After a break: a text that was being written ends where it is. */
  closeOpenParts(): void {
    for (const open of this.#open.values()) this.emit({ type: 'text-end', id: open.id });
    this.#open.clear();
  }

  notice(code: string, text: string): void {
    this.emit({ type: 'data-notice', id: code, data: { code, text } });
  }

  /** The line that says what the assistant is doing. */
  activity(
    id: string,
    kind: ActivityKind,
    label: string,
  ): { progress: (change: ActivityChange) => Promise<void>; end: (state: 'done' | 'failed') => void } {
    let data: Record<string, unknown> = { id, kind, state: 'running', label };
    const tell = (): void => this.emit({ type: 'data-activity', id, data });
    tell();
    return {
      progress: (change) => {
        data = { ...data, ...change };
        tell();
        return Promise.resolve();
      },
      end: (state) => {
        data = { ...data, state };
        tell();
      },
    };
  }

  async #show(textId: string, pieces: CitePiece[]): Promise<void> {
    for (const piece of pieces) {
      if (piece.kind === 'text') this.emit({ type: 'text-delta', id: textId, delta: piece.text });
      else await this.#cite(textId, piece);
    }
  }

  /** The mark appears only with the verdict, never before it. */
  async #cite(
    textId: string,
    piece: { document: string; page: number | null; quote: string },
  ): Promise<void> {
    const citation = await this.#quotes.check(piece);
    const ref = this.#parts.filter((part) => part.type === 'data-citation').length + 1;
    this.emit({ type: 'data-citation', id: `citation-${ref}`, data: { ref, ...citation } });
    this.emit({ type: 'text-delta', id: textId, delta: `[^${ref}]` });
  }
}
