import { TextRun } from 'docx';

/** Text with `**bold**` as runs, with the quotation marks a typesetter uses. */
export function runsOf(text: string): TextRun[] {
  const parts = typeset(text).split('**');
  return parts.flatMap((part, index) => {
    if (part === '') return [];
    // An explicit `bold: false` would undo the style of a heading.
    return [new TextRun(index % 2 === 1 ? { text: part, bold: true } : { text: part })];
  });
}

/** Turns typewriter quotation marks and apostrophes into curly ones. */
export function typeset(text: string): string {
  return text
    .replace(/(^|[\s(\u2014*])"/g, '$1\u201c')
    .replaceAll('"', '\u201d')
    .replaceAll("'", '\u2019');
}
