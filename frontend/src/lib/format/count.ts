/** `1 document`, `2 documents`; the plural may be given when it is not the singular with an s. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? singular : plural}`;
}

const rules = new Intl.PluralRules('en-GB', { type: 'ordinal' });
const suffixes: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

/** `1st`, `2nd`, `11th`. */
export function ordinal(number: number): string {
  return `${number}${suffixes[rules.select(number)]}`;
}
