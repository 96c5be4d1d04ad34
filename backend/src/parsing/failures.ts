import { DocxError } from '../docx/faults.ts';
import { ReadError, type FailureFigures } from './types.ts';

/** Any error of a reader as a `ReadError`; one that no reader names becomes `parser_failed`. */
export function toReadError(error: unknown): ReadError {
  if (error instanceof ReadError) return error;
  if (error instanceof DocxError) {
    const { code, ...rest } = error.fault;
    const figures: FailureFigures = {};
    for (const [key, value] of Object.entries(rest)) figures[key] = value;
    return new ReadError(code, error.message, figures);
  }
  const cause = error instanceof Error ? error.name : 'unknown';
  return new ReadError('parser_failed', 'The document could not be read.', { cause });
}
