/**
 * Characters that Word stores as a place in a symbol font (`w:sym`). Only those that carry meaning in a
 * contract are listed: ticked and empty boxes, arrows, bullets, Greek letters and comparison signs.
 */

const WINGDINGS: Record<number, string> = {
  0x6c: '●',
  0x6e: '■',
  0x6f: '☐',
  0x71: '❑',
  0x72: '❒',
  0x76: '❖',
  0x9f: '•',
  0xa7: '▪',
  0xa8: '☐',
  0xd8: '➢',
  0xdf: '←',
  0xe0: '→',
  0xe8: '➔',
  0xfb: '✗',
  0xfc: '✓',
  0xfd: '☒',
  0xfe: '☑',
};

const SYMBOL_GREEK = 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ';
const SYMBOL_GREEK_SMALL = 'αβχδεφγηιϕκλμνοπθρστυϖωξψζ';
const SYMBOL: Record<number, string> = {
  0xa3: '≤',
  0xa5: '∞',
  0xb0: '°',
  0xb1: '±',
  0xb3: '≥',
  0xb4: '×',
  0xb7: '•',
  0xb8: '÷',
  0xb9: '≠',
  0xbb: '≈',
  0xd2: '®',
  0xd3: '©',
  0xd4: '™',
  0xae: '→',
  0xde: '⇒',
};

/** The text of a `w:sym`, from its font name and its code in hexadecimal; empty when the code is not one. */
export function symbolText(font: string, hex: string): string {
  const code = Number.parseInt(hex, 16);
  if (!Number.isInteger(code) || code <= 0 || code > 0x10ffff) return '';
  const low = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  if (/^wingdings/i.test(font)) return WINGDINGS[low] ?? String.fromCodePoint(code);
  if (/^symbol$/i.test(font)) return fromSymbolFont(low) ?? String.fromCodePoint(code);
  return low < 32 || (code >= 0xd800 && code <= 0xdfff) ? '' : String.fromCodePoint(low);
}

function fromSymbolFont(low: number): string | undefined {
  if (low >= 0x41 && low <= 0x5a) return SYMBOL_GREEK[low - 0x41];
  if (low >= 0x61 && low <= 0x7a) return SYMBOL_GREEK_SMALL[low - 0x61];
  return SYMBOL[low] ?? (low >= 0x20 && low < 0x7f ? String.fromCharCode(low) : undefined);
}
