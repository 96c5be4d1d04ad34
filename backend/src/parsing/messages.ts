import type { FailureFigures, ReadableKind, ReadFailure, ReadResult } from './types.ts';

/** What the pool and its children say to each other. */

export interface ReadRequest {
  kind: ReadableKind;
  bytes: Uint8Array;
  renditionPdf?: Uint8Array;
}

export type ChildMessage =
  | { type: 'ready' }
  | { type: 'done'; result: ReadResult }
  | { type: 'failed'; code: ReadFailure; message: string; figures: FailureFigures };
