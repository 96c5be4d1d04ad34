/** A number found in a text, with how it was written. */
export interface FoundNumber {
  number: number;
  decimals: number;
  /** Where the digits stand. */
  start: number;
  end: number;
}

const DIGITS = String.raw`\d+(?:[ \u00A0\u202F'’.,]\d+)*`;
const SCALE = String.raw`(?:\s*(?<scale>thousand|million|billion|trillion|bn|mn|mm|k|m)(?![\p{L}\d]))?`;
const NUMBER = new RegExp(String.raw`(?<![\p{L}\d])(?<sign>[-\u2212])?(?<digits>${DIGITS})${SCALE}`, 'giu');
const SCALES: Record<string, number> = {
  thousand: 3,
  k: 3,
  million: 6,
  mn: 6,
  mm: 6,
  m: 6,
  billion: 9,
  bn: 9,
  trillion: 12,
};

/** Every number in a text: `1,250.50`, `1.250,50`, `1 250`, `2.5 million`, `(300)` for minus 300. */
export function findNumbers(text: string): FoundNumber[] {
  const ascii = text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  return [...ascii.matchAll(NUMBER)].flatMap((match) => {
    const read = readDigits(match.groups?.['digits'] ?? '');
    if (read === null) return [];
    const power = SCALES[(match.groups?.['scale'] ?? '').toLowerCase()] ?? 0;
    const start = match.index;
    const end = start + match[0].length;
    const bracketed = ascii[start - 1] === '(' && ascii[end] === ')' && /^\s*\D{0,4}\(/.test(ascii);
    const negative = match.groups?.['sign'] !== undefined || (bracketed && ascii.trim().endsWith(')'));
    // Shifting the exponent keeps 1.1 million a whole number; a product would not be.
    const number = Number(`${read.plain}e${power}`) * (negative ? -1 : 1);
    const decimals = Math.max(0, read.decimals - power);
    return [{ number, decimals, start, end }];
  });
}

/** Tells the decimal mark from separators of thousands; null when the groups make no number (`1.2.3`, a date). */
function readDigits(digits: string): { plain: string; decimals: number } | null {
  const marks = [...digits].filter((character) => !/\d/.test(character));
  const last = marks.at(-1);
  if (last === undefined) return { plain: digits, decimals: 0 };
  const tail = digits.slice(digits.lastIndexOf(last) + 1);
  const once = marks.filter((mark) => mark === last).length === 1;
  const isDecimal =
    (last === '.' || last === ',') && once && (tail.length !== 3 || decidesByHead(digits, last, marks));
  const whole = isDecimal ? digits.slice(0, digits.lastIndexOf(last)) : digits;
  const groups = whole.split(/\D/);
  if (groups.slice(1).some((group) => group.length !== 3 && group.length !== 2)) return null;
  if (groups.length > 1 && (groups[0]?.length ?? 0) > 3) return null;
  if (groups.length > 1 && groups.at(-1)?.length !== 3) return null;
  return { plain: `${groups.join('')}${isDecimal ? `.${tail}` : ''}`, decimals: isDecimal ? tail.length : 0 };
}

/** Three digits after a lone mark are thousands (1,250), unless another mark stands before or a zero does (0.125). */
function decidesByHead(digits: string, last: string, marks: readonly string[]): boolean {
  return marks.length > 1 || digits.slice(0, digits.lastIndexOf(last)) === '0';
}

/** The one number that a text states, or null when it states none or several. */
export function soleNumber(text: string): FoundNumber | null {
  const found = findNumbers(text);
  return found.length === 1 ? (found[0] ?? null) : null;
}
