import { Paragraph, type IParagraphOptions, type Table } from 'docx';
import { lists, styleIds } from './look.ts';
import { isRightToLeft, runsOf } from './runs.ts';
import type { Draft, DraftBlock } from './schema.ts';
import { signaturePage } from './signature-page.ts';
import { draftTable } from './table.ts';

type Part = Paragraph | Table;

/** The body of a draft: its title, then its blocks. `width` is that of the text area in twips. */
export function draftBody(draft: Draft, width: number): Part[] {
  const body = new Body(width);
  body.addTitle(draft.title);
  for (const block of draft.blocks) body.add(block);
  if (draft.blocks.at(-1)?.type === 'page_break') body.addGap();
  return body.parts;
}

class Body {
  readonly #width: number;
  readonly parts: Part[] = [];
  /** A page break asks the next paragraph to start a page: an own paragraph would leave a blank line there. */
  #breakDue = false;
  /** Which run of the clause list is being numbered; each restart begins another. */
  #list = 0;

  constructor(width: number) {
    this.#width = width;
  }

  addTitle(text: string): void {
    this.#paragraph(styleIds.title, text);
  }

  add(block: DraftBlock): void {
    switch (block.type) {
      case 'heading':
        return block.numbered === true
          ? this.#numbered(styleIds.heading(block.level), block.text, block.level)
          : this.#paragraph(styleIds.heading(block.level), block.text);
      case 'clause':
        if (block.restart === true) this.#list += 1;
        return this.#numbered(styleIds.clause(block.level), block.text, block.level);
      case 'paragraph':
        return this.#paragraph(styleIds.body, block.text);
      case 'bullet':
        return this.#paragraph(styleIds.bullet, block.text);
      case 'table':
        if (this.#breakDue) this.addGap();
        this.parts.push(draftTable(block, this.#width));
        return this.addGap();
      case 'page_break':
        if (this.#breakDue) this.addGap();
        this.#breakDue = true;
        return;
      case 'signature_page':
        this.#breakDue = false;
        this.parts.push(...signaturePage(block));
        this.addGap();
        this.#breakDue = true;
        return;
    }
  }

  /** Named in the paragraph as well as in the clause's style: a heading's style has no list, a restart another one. */
  #numbered(style: string, text: string, level: number): void {
    const restarted = this.#list === 0 ? {} : { instance: this.#list };
    this.#paragraph(style, text, { numbering: { reference: lists.clauses, level: level - 1, ...restarted } });
  }

  #paragraph(style: string, text: string, more: IParagraphOptions = {}): void {
    this.parts.push(
      new Paragraph({
        style,
        ...more,
        ...(this.#breakDue ? { pageBreakBefore: true } : {}),
        ...(isRightToLeft(text) ? { bidirectional: true } : {}),
        children: runsOf(text),
      }),
    );
    this.#breakDue = false;
  }

  /** An empty paragraph; it carries a page break that is due. */
  addGap(): void {
    this.#paragraph(styleIds.gap, '');
  }
}
