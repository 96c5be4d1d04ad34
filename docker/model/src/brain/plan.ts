import type { Piece } from './answer.ts';

/** A tool call the model makes. */
export interface Call {
  name: string;
  input: Record<string, unknown>;
}

/** What the model does next: call tools (all at once), or say something and end its turn. */
export type Plan = { kind: 'call'; calls: Call[] } | { kind: 'say'; pieces: Piece[] };

export const call = (calls: Call[]): Plan => ({ kind: 'call', calls });
export const say = (text: string): Plan => ({ kind: 'say', pieces: [{ text }] });
