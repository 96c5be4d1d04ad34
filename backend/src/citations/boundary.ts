/**
 * Where a match may start and end. A quote that begins or ends inside a word or a number says something else:
 * "10" is not in "100", "000" not in "10,000", "5" not in "2.5" or in "-5".
 */

const WORD = /[\p{L}\p{N}\p{M}_]/u;
/** Written without spaces: a word may start at any character. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〆]/u;
const NUMERAL = /[\p{Nd}〇零一二三四五六七八九十百千万萬億兆]/u;
const SEPARATOR = /[.,'٫٬]/u;

/** Whether `text[start, end)` stands by itself in the text. */
export function isWholeMatch(text: string, start: number, end: number): boolean {
  return cutsCleanly(text, start) && cutsCleanly(text, end) && !losesSign(text, start);
}

/** Whether a cut before index `at` falls between words. */
function cutsCleanly(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  const before = characterBefore(text, at);
  const after = characterAt(text, at);
  if (/\p{M}/u.test(after)) return false;
  if (NUMERAL.test(before) && NUMERAL.test(after)) return false;
  if (WORD.test(before) && WORD.test(after)) return UNSPACED.test(before) || UNSPACED.test(after);
  // A separator between digits belongs to the number on both sides of it.
  if (SEPARATOR.test(before)) return !(isDigit(after) && isDigit(characterBefore(text, at - 1)));
  if (SEPARATOR.test(after)) return !(isDigit(before) && isDigit(characterAt(text, at + 1)));
  return true;
}

function losesSign(text: string, start: number): boolean {
  if (!isDigit(characterAt(text, start)) || text[start - 1] !== '-') return false;
  return start === 1 || /[\s(]/u.test(text[start - 2] ?? ' ');
}

function isDigit(character: string): boolean {
  return /^\p{Nd}$/u.test(character);
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function characterBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low < 0xe000 ? text.slice(at - 2, at) : text.slice(at - 1, at);
}
