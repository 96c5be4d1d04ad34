const SYMBOLS: readonly (readonly [RegExp, string])[] = [
  [/(?:US|U\.S\.)\s?\$|\bUS dollars?\b|\bUnited States dollars?\b/i, 'USD'],
  [/\bC(?:A|AD)?\$|\bCanadian dollars?\b/i, 'CAD'],
  [/\bAU?\$|\bAustralian dollars?\b/i, 'AUD'],
  [/\bHK\$|\bHong Kong dollars?\b/i, 'HKD'],
  [/\bS\$|\bSingapore dollars?\b/i, 'SGD'],
  [/\bNZ\$|\bNew Zealand dollars?\b/i, 'NZD'],
  [/€|\beuros?\b/i, 'EUR'],
  [/£|\bpounds? sterling\b|\bsterling\b/i, 'GBP'],
  [/¥|\b(?:Japanese )?yen\b|円/i, 'JPY'],
  [/\bSwiss francs?\b|\bFr\.|\bSFr\b/i, 'CHF'],
  [/₹|\bIndian rupees?\b/i, 'INR'],
  [/₩|\bwon\b/i, 'KRW'],
  [/₺|\bTurkish lira\b/i, 'TRY'],
  [/₪|\bshekels?\b/i, 'ILS'],
  [/R\$|\bBrazilian reais\b|\bBrazilian real\b/i, 'BRL'],
  [/\b(?:yuan|renminbi)\b|\bRMB\b/i, 'CNY'],
  [/\bdirhams?\b/i, 'AED'],
  [/\$|\bdollars?\b/i, 'USD'],
];

const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/**
 * The ISO 4217 codes of the currencies that a text names by code, sign or word, in order. A bare dollar sign counts as
 * USD. Codes are read in capitals only, since many are also words ("all", "top").
 */
export function findCurrencies(text: string): string[] {
  const found: { at: number; code: string }[] = [];
  for (const match of text.matchAll(/(?<!\p{L})[A-Z]{3}(?![\p{L}])/gu)) {
    if (CODES.has(match[0])) found.push({ at: match.index, code: match[0] });
  }
  let rest = text;
  for (const [pattern, code] of SYMBOLS) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    found.push({ at: match.index, code });
    rest = rest.replace(new RegExp(pattern.source, 'gi'), (hit) => ' '.repeat(hit.length));
  }
  return [...new Set(found.sort((a, b) => a.at - b.at).map((each) => each.code))];
}
