/**
 * The form in which a quote and the document are compared. It forgives only what a person would not call a
 * change: kinds of quotation marks, dashes and spaces, ligatures, composed or combined accents, and
 * characters that are not seen. Letters, capitals, digits and all other punctuation must agree.
 */
export interface Folded {
  text: string;
  /** For each UTF-16 unit of `text`, where in the source its character starts and ends. */
  starts: number[];
  ends: number[];
}

const SPACE = /\s/u;
const INVISIBLE = /[\u00AD\u0640\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFE00-\uFE0F]/u;
const PRESENTATION = /[\uFB00-\uFB06\uFB13-\uFB17\uFB1D-\uFDFB\uFE70-\uFEFC]/u;
const MARK = /\p{M}/u;

const SINGLE_QUOTES = "'‘’‚‛ʼ′`´‹›＇";
const DOUBLE_QUOTES = '"“”„‟″«»＂';
const DASHES = '-‐‑‒–—―−﹘﹣－';

const REPLACED = new Map<string, string>([
  ...[...SINGLE_QUOTES].map((sign) => [sign, "'"] as const),
  ...[...DOUBLE_QUOTES].map((sign) => [sign, '"'] as const),
  ...[...DASHES].map((sign) => [sign, '-'] as const),
  ['…', '...'],
]);

/** Folds a text, keeping the way back to it. Runs of white space become one space; ends are not trimmed. */
export function fold(source: string): Folded {
  const folded: Folded = { text: '', starts: [], ends: [] };
  const parts: string[] = [];
  let last = '';
  for (let at = 0; at < source.length;) {
    const end = clusterEnd(source, at);
    const part = foldCluster(source.slice(at, end));
    if (part !== '' && !(part === ' ' && last === ' ')) {
      parts.push(part);
      last = part;
      for (let index = 0; index < part.length; index += 1) {
        folded.starts.push(at);
        folded.ends.push(end);
      }
    }
    at = end;
  }
  folded.text = parts.join('');
  return folded;
}

/** The end of the character at `at` with the combining marks that belong to it. */
function clusterEnd(source: string, at: number): number {
  const code = source.charCodeAt(at);
  let end = at + (code >= 0xd800 && code < 0xdc00 && at + 1 < source.length ? 2 : 1);
  while (end < source.length && source.charCodeAt(end) >= 0x300 && MARK.test(source.charAt(end))) end += 1;
  return end;
}

function foldCluster(cluster: string): string {
  const code = cluster.charCodeAt(0);
  if (cluster.length === 1 && ((code >= 0x30 && code < 0x60) || (code > 0x60 && code < 0x7f))) return cluster;
  if (cluster.length === 1 && SPACE.test(cluster)) return ' ';
  const whole = PRESENTATION.test(cluster) ? cluster.normalize('NFKC') : cluster.normalize('NFC');
  let text = '';
  for (const character of whole) {
    if (!INVISIBLE.test(character)) text += REPLACED.get(character) ?? character;
  }
  return text;
}
