import type { ReadFailure } from '../parsing/types.ts';

/** Failures that are ours or pass: the same bytes may be read at the next try. */
export const passing: ReadonlySet<ReadFailure> = new Set<ReadFailure>([
  'timed_out',
  'out_of_memory',
  'parser_failed',
  'parser_busy',
]);

/** The state of a version that could not be taken in, and why, for a person. */
export interface IngestFault {
  status: 'unreadable' | 'failed';
  code: string;
  text: string;
}

/** Thrown for what may go better at the next try. */
export class TransientIngestError extends Error {
  readonly fault: IngestFault;

  constructor(fault: IngestFault, cause?: unknown) {
    super(fault.text, { cause });
    this.name = 'TransientIngestError';
    this.fault = fault;
  }
}
