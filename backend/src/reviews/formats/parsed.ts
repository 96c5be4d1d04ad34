/** What a value is once it has been understood; numbers and dates go to Excel as such. */
export type TypedValue =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'number'; number: number }
  /** As a fraction: 0.05 is 5 per cent. `decimals` are those of the percentage as written. */
  | { kind: 'percentage'; fraction: number; decimals: number }
  | { kind: 'amount'; number: number; currency: string | null; decimals: number }
  | { kind: 'currencies'; codes: string[] }
  | { kind: 'yes_no'; yes: boolean }
  /** `iso` is a calendar day, `YYYY-MM-DD`, without a time zone. */
  | { kind: 'date'; iso: string }
  | { kind: 'tag'; tag: string };

export type ParsedValue =
  | { ok: true; value: string; typed: TypedValue }
  /** The text is kept as it came; `reason` says what was expected. */
  | { ok: false; value: string; reason: string };

/** The answer for what a document does not say; it fits every format. */
export const notFound = 'Not found in the document';

export function isNotFound(raw: string): boolean {
  return (
    raw.trim() === '' ||
    /^(not (found|stated|specified|mentioned|provided|applicable)\b|n\/?a\b|none( stated)?\.?$|-+$)/i.test(
      raw.trim(),
    )
  );
}

export function accept(value: string, typed: TypedValue): ParsedValue {
  return { ok: true, value, typed };
}

export function refuse(raw: string, reason: string): ParsedValue {
  return { ok: false, value: raw.trim(), reason };
}
