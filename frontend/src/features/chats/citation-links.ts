const code = /(```[\s\S]*?(?:```|$)|`[^`\n]*`)/;

/** Turns `[^3]` into a link to `#cite-3`, which the answer shows as a numeral; code stays as it is. */
export function linkCitations(markdown: string): string {
  return markdown
    .split(code)
    .map((piece, index) =>
      index % 2 === 1 ? piece : piece.replace(/[ \t]*\[\^(\d+)\](?!:)/g, '[$1](#cite-$1)'),
    )
    .join('');
}

/** The number of a link made by `linkCitations`; null for any other address. */
export function citationNumber(href: string | undefined): number | null {
  const found = /^#cite-(\d+)$/.exec(href ?? '');
  return found ? Number(found[1]) : null;
}

/** Paragraphs of a growing text that no longer change, for announcing them one by one. */
export function finishedParagraphs(markdown: string, over: boolean): string[] {
  const paragraphs = markdown.split(/\n{2,}/).map((text) => text.replaceAll(/\[\^\d+\]/g, '').trim());
  return (over ? paragraphs : paragraphs.slice(0, -1)).filter((text) => text !== '');
}
