/** Excel's limit for the text of one cell, in UTF-16 units. */
const CELL_LIMIT = 32_767;
const NOTE_ROOM = 80;
const ILLEGAL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu;
/** What Excel and LibreOffice take for a formula when a text file is opened, in both widths. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]/u;

/**
 * Text that a cell can hold and that stays text: characters that XML forbids are left out, a value that could be read
 * as a formula gets an apostrophe before it (so that it is safe even after a detour through CSV), and what is longer
 * than a cell may be is cut with a note that says so.
 */
export function safeText(text: string): string {
  const clean = text.replace(ILLEGAL, '');
  const guarded = FORMULA.test(clean) ? `'${clean}` : clean;
  return escapeCodes(cut(guarded.replace(/\r\n?/g, '\n')));
}

function cut(text: string): string {
  if (escapeCodes(text).length <= CELL_LIMIT) return text;
  // Escaping lengthens a text, so a text full of codes is cut earlier.
  const growth = escapeCodes(text).length / text.length;
  let end = Math.floor((CELL_LIMIT - NOTE_ROOM) / growth);
  if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end -= 1;
  const [shown, all] = [end.toLocaleString('en-GB'), text.length.toLocaleString('en-GB')];
  return `${text.slice(0, end)}\n[cut: the first ${shown} of ${all} characters are shown]`;
}

/** Excel reads `_x0041_` in a text as the character with that code; escaped, it stays what it is. */
function escapeCodes(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** Whether `safeText` has to leave out the end of a text. */
export function isCut(text: string): boolean {
  return text.length > CELL_LIMIT;
}
