const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const MONTH = String.raw`(?<month>${MONTHS.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')}|sept)\.?`;
const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;

const PATTERNS = [
  new RegExp(String.raw`(?<!\d)(?<year>\d{4})-(?<monthNumber>\d{1,2})-(?<day>\d{1,2})(?!\d)`, 'giu'),
  new RegExp(String.raw`(?<!\d)(?<year>\d{4})年\s*(?<monthNumber>\d{1,2})月\s*(?<day>\d{1,2})日`, 'gu'),
  new RegExp(
    String.raw`(?<!\d)${DAY}\s*(?:day\s+)?(?:of\s+)?[-\s]?${MONTH}[-,\s]+(?<year>\d{4})(?!\d)`,
    'giu',
  ),
  new RegExp(String.raw`(?<!\p{L})${MONTH}\s+${DAY},?\s+(?<year>\d{4})(?!\d)`, 'giu'),
  new RegExp(
    String.raw`(?<!\d)(?<first>\d{1,2})(?<mark>[./-])(?<second>\d{1,2})\k<mark>(?<year>\d{4})(?!\d)`,
    'gu',
  ),
];

/**
 * The calendar days that a text names, as `YYYY-MM-DD`, each once, in order. `03/04/2026` could be March or April, so
 * it gives `ambiguous`; `24/11/2026` and `11/24/2026` can be one day only, and with dots the day stands first.
 */
export function findDates(text: string): (string | 'ambiguous')[] {
  const found: { at: number; iso: string }[] = [];
  let rest = text;
  for (const pattern of PATTERNS) {
    for (const match of rest.matchAll(pattern)) {
      const iso = isoOf(match.groups ?? {});
      if (iso !== null) found.push({ at: match.index, iso });
    }
    rest = rest.replace(pattern, (hit) => ' '.repeat(hit.length));
  }
  return [...new Set(found.sort((a, b) => a.at - b.at).map((each) => each.iso))];
}

function isoOf(groups: Record<string, string | undefined>): string | null {
  const year = Number(groups['year']);
  const { month: name, monthNumber, first, second } = groups;
  if (first !== undefined && second !== undefined) {
    return numericDate(year, Number(first), Number(second), groups['mark'] ?? '');
  }
  const month =
    name === undefined
      ? Number(monthNumber)
      : MONTHS.findIndex((each) => each.startsWith(name.toLowerCase().slice(0, 3))) + 1;
  return day(year, month, Number(groups['day']));
}

function numericDate(year: number, first: number, second: number, mark: string): string | null {
  const european = day(year, second, first);
  const american = day(year, first, second);
  if (mark === '.' || american === null || european === american) return european;
  return european === null ? american : 'ambiguous';
}

/** Null when the calendar has no such day. */
function day(year: number, month: number, date: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, date));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date || year < 1000) return null;
  return at.toISOString().slice(0, 10);
}

/** `2026-11-24` as people read it: `24 Nov 2026`. */
export function showDate(iso: string): string {
  const [year, month, date] = iso.split('-').map(Number);
  const name = MONTHS[(month ?? 1) - 1]?.slice(0, 3) ?? '';
  return `${date} ${name.charAt(0).toUpperCase()}${name.slice(1)} ${year}`;
}
