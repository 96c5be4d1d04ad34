/** A fault a person can act on: its text is all they need, without a stack trace. */
export class StackFault extends Error {
  /** What to do about it, one sentence. */
  readonly act: string;

  constructor(message: string, act = '') {
    super(message);
    this.name = 'StackFault';
    this.act = act;
  }
}

/** The text of anything thrown. */
export function textOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return error.errors.map(textOf).join('; ');
  return error instanceof Error ? error.message || error.name : String(error);
}
