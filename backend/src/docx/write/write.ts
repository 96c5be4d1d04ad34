import {
  AlignmentType,
  Document,
  Footer,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';
import { draftBody } from './body.ts';
import { numbering, page, styleIds, styles } from './look.ts';
import { textsOf, type Draft } from './schema.ts';
import { illegalCharacter } from './xml-characters.ts';

/** A draft that no Word file can hold. `message` names the place and the character. */
export class DraftError extends Error {
  readonly code = 'illegal_character';
  readonly where: string;

  constructor(where: string, message: string) {
    super(message);
    this.name = 'DraftError';
    this.where = where;
  }
}

/**
 * Writes a draft as a DOCX (A4, page numbers in the footer). Every text stands in the file exactly as given, except
 * that a carriage return counts as a line break; numbers are Word's own and come from levels, never from the text.
 * @throws DraftError when a text holds a character that XML forbids; `draftSchema` refuses such a draft earlier
 */
export async function writeDocx(draft: Draft): Promise<Uint8Array> {
  refuseIllegalText(draft);
  const landscape = draft.landscape === true;
  const width = (landscape ? page.height : page.width) - 2 * page.margin;
  const document = new Document({
    title: draft.title,
    creator: 'Chancery',
    lastModifiedBy: 'Chancery',
    styles: styles(),
    numbering: numbering(),
    sections: [
      {
        properties: { page: pageOptions(landscape) },
        footers: { default: footer() },
        children: draftBody(draft, width),
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function refuseIllegalText(draft: Draft): void {
  for (const { where, text } of textsOf(draft)) {
    const found = illegalCharacter(text);
    if (found === undefined) continue;
    throw new DraftError(
      where,
      `${where} holds the character ${found.name} at position ${found.index}, which a Word file cannot hold.`,
    );
  }
}

/** The library swaps width and height itself for landscape. */
function pageOptions(landscape: boolean) {
  const { width, height, margin } = page;
  return {
    size: {
      width,
      height,
      orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
    },
    margin: {
      top: margin,
      right: margin,
      bottom: margin,
      left: margin,
      header: page.footer,
      footer: page.footer,
    },
  };
}

function footer(): Footer {
  const children = ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES];
  return new Footer({
    children: [
      new Paragraph({
        style: styleIds.footer,
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children })],
      }),
    ],
  });
}
