const MAX_BYTES = 120;
/** Names that Windows keeps for devices, with or without an extension. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Cs}\u2028\u2029]+/gu;
/** Marks that show nothing and can make a name read as another: direction overrides, zero-width signs, BOM. */
const INVISIBLE = /[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/**
 * A file name for a title: letters of every script stay, what Windows or macOS cannot hold becomes a space, at most
 * 120 bytes of UTF-8 before `.docx`, never cut inside a character. A title without any usable letter gives
 * `Document.docx`.
 */
export function fileNameFor(title: string): string {
  const plain = title.normalize('NFC').replace(INVISIBLE, '').replace(FORBIDDEN, ' ').replace(/\s+/gu, ' ');
  const bare = trimEnds(trimEnds(plain).replace(/\.docx$/i, ''));
  const cut = trimEnds(cutToBytes(bare, MAX_BYTES));
  if (cut === '') return 'Document.docx';
  return RESERVED.test(cut) ? `_${cut}.docx` : `${cut}.docx`;
}

/** A leading dot hides a file on macOS; Windows drops dots and spaces at the end. */
function trimEnds(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/gu, '');
}

function cutToBytes(name: string, limit: number): string {
  let kept = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > limit) break;
    kept += segment;
  }
  return kept;
}
