import { symbolText } from './symbols.ts';
import type { ListRequest } from './styles.ts';
import { walkXml, type XmlAttributes, type XmlHandlers } from './xml.ts';

/** A footnote, endnote or comment that a paragraph refers to. */
export interface NoteReference {
  kind: 'footnote' | 'endnote' | 'comment';
  id: string;
}

/** One `w:p` as it stands with all tracked changes accepted. */
export interface RawParagraph {
  /** Ordinal in its part, from 1, counting every paragraph that is read. */
  ordinal: number;
  paraId?: string;
  text: string;
  style?: string;
  list?: ListRequest;
  outline?: number;
  inTable: boolean;
  /** The `w:id` of the footnote, endnote or comment that it belongs to. */
  note?: string;
  notes: NoteReference[];
  /** Its mark is deleted and the next paragraph took its text. */
  merged: boolean;
}

export interface Section {
  /** Index into `paragraphs` of the section's first one. */
  start: number;
  references: { kind: 'header' | 'footer'; type: string; relationship: string }[];
  titlePage: boolean;
}

export interface Story {
  paragraphs: RawParagraph[];
  sections: Section[];
}

/**
 * Reads one part (body, header, notes) as a list of paragraphs.
 * @throws DocxError `xml_invalid`
 */
export function readStory(part: string, bytes: Buffer): Story {
  const reader = new StoryReader();
  walkXml(part, bytes, reader);
  return { paragraphs: reader.paragraphs, sections: reader.sections };
}

/** Never shown: old properties, reading aids, placeholders, and what stands for the same thing elsewhere. */
const SKIPPED = new Set([
  'w:pPrChange',
  'w:rPrChange',
  'w:sectPrChange',
  'w:tblPrChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:numberingChange',
  'w:tblGridChange',
  'w:sdtPr',
  'w:rt',
]);

interface Field {
  /** Between its begin and its separator stands the instruction, which is not text. */
  instruction: boolean;
  paragraph: RawParagraph | undefined;
}

class StoryReader implements XmlHandlers {
  readonly paragraphs: RawParagraph[] = [];
  readonly sections: Section[] = [];
  #stack: string[] = [];
  #open: RawParagraph[] = [];
  #skip = 0;
  #removed = 0;
  #tables = 0;
  #removedRows: boolean[] = [];
  #hiddenRuns: boolean[] = [];
  #alternatives: boolean[] = [];
  #fields: Field[] = [];
  #note: string | undefined;
  #section: Section = { start: 0, references: [], titlePage: false };
  #carried: { from: RawParagraph; depth: number } | undefined;

  open(name: string, attributes: XmlAttributes): void {
    if (this.#skip > 0 || SKIPPED.has(name) || this.#isOtherAlternative(name)) {
      this.#skip += 1;
      return;
    }
    const parent = this.#stack.at(-1) ?? '';
    this.#stack.push(name);
    if (parent === 'w:r') this.#openInRun(name, attributes);
    else if (parent === 'w:pPr' || parent === 'w:numPr') this.#openInProperties(name, attributes);
    this.#openContainer(name, parent, attributes);
  }

  close(name: string): void {
    if (this.#skip > 0) {
      this.#skip -= 1;
      return;
    }
    this.#stack.pop();
    const parent = this.#stack.at(-1) ?? '';
    switch (name) {
      case 'w:p':
        this.#closeParagraph();
        break;
      case 'w:r':
        this.#hiddenRuns.pop();
        break;
      case 'w:del':
      case 'w:moveFrom':
        if (!isPropertyParent(parent)) this.#removed -= 1;
        break;
      case 'w:tbl':
        this.#tables -= 1;
        break;
      case 'w:tr':
        if (this.#removedRows.pop() === true) this.#removed -= 1;
        break;
      case 'w:sectPr':
        this.sections.push(this.#section);
        this.#section = { start: this.paragraphs.length, references: [], titlePage: false };
        break;
      case 'mc:AlternateContent':
        this.#alternatives.pop();
        break;
      case 'w:tc':
      case 'w:txbxContent':
      case 'w:footnote':
      case 'w:endnote':
      case 'w:comment':
        this.#carried = undefined;
        break;
    }
  }

  text(text: string): void {
    if (this.#skip > 0) return;
    const parent = this.#stack.at(-1);
    if (parent === 'w:t' || parent === 'm:t') this.#append(text);
  }

  #append(text: string): void {
    if (this.#isHidden()) return;
    const paragraph = this.#open.at(-1);
    if (paragraph !== undefined) paragraph.text += text;
  }

  #isHidden(): boolean {
    if (this.#removed > 0 || this.#hiddenRuns.at(-1) === true) return true;
    return this.#fields.length > 0 && this.#fields.some((field) => field.instruction);
  }

  /** Of `mc:AlternateContent` only the first choice is read: the others say the same again. */
  #isOtherAlternative(name: string): boolean {
    if (name !== 'mc:Choice' && name !== 'mc:Fallback') return false;
    const last = this.#alternatives.length - 1;
    if (last < 0) return false;
    if (this.#alternatives[last] === true) return true;
    this.#alternatives[last] = true;
    return false;
  }

  #openContainer(name: string, parent: string, attributes: XmlAttributes): void {
    switch (name) {
      case 'w:p':
        this.#openParagraph(attributes);
        break;
      case 'w:r':
        this.#hiddenRuns.push(false);
        break;
      case 'w:vanish':
        if (parent === 'w:rPr' && this.#stack.at(-3) === 'w:r') this.#hideRun(attributes);
        break;
      case 'w:del':
      case 'w:moveFrom':
        this.#openRemoval(parent);
        break;
      case 'w:tbl':
        this.#tables += 1;
        break;
      case 'w:tr':
        this.#removedRows.push(false);
        break;
      case 'mc:AlternateContent':
        this.#alternatives.push(false);
        break;
      case 'w:footnote':
      case 'w:endnote':
      case 'w:comment':
        this.#note = attributes.get('w:id');
        if (/separator|continuation/i.test(attributes.get('w:type') ?? '')) this.#note = undefined;
        break;
      case 'w:headerReference':
      case 'w:footerReference':
        this.#section.references.push({
          kind: name === 'w:headerReference' ? 'header' : 'footer',
          type: attributes.get('w:type') ?? 'default',
          relationship: attributes.get('r:id') ?? '',
        });
        break;
      case 'w:titlePg':
        this.#section.titlePage = isOn(attributes);
        break;
    }
  }

  #hideRun(attributes: XmlAttributes): void {
    const last = this.#hiddenRuns.length - 1;
    if (last >= 0) this.#hiddenRuns[last] = isOn(attributes);
  }

  /** A deletion means words, or a paragraph mark, or a table row, by where it stands. */
  #openRemoval(parent: string): void {
    if (!isPropertyParent(parent)) {
      this.#removed += 1;
      return;
    }
    if (parent === 'w:trPr') {
      const last = this.#removedRows.length - 1;
      if (last >= 0 && this.#removedRows[last] === false) {
        this.#removedRows[last] = true;
        this.#removed += 1;
      }
    } else if (parent === 'w:rPr' && this.#stack.at(-3) === 'w:pPr') {
      const paragraph = this.#open.at(-1);
      if (paragraph !== undefined) this.#carried = { from: paragraph, depth: this.#stack.length - 3 };
    }
  }

  #openParagraph(attributes: XmlAttributes): void {
    const paragraph: RawParagraph = {
      ordinal: this.paragraphs.length + 1,
      paraId: attributes.get('w14:paraId'),
      text: '',
      inTable: this.#tables > 0,
      note: this.#note,
      notes: [],
      merged: false,
    };
    const carried = this.#carried;
    if (carried !== undefined && carried.depth === this.#stack.length && carried.from !== this.#open.at(-1)) {
      paragraph.text = carried.from.text;
      paragraph.notes = carried.from.notes;
      carried.from.merged = true;
      this.#carried = undefined;
    }
    this.paragraphs.push(paragraph);
    this.#open.push(paragraph);
  }

  #closeParagraph(): void {
    const paragraph = this.#open.pop();
    // An instruction left open by a damaged file must not swallow the rest of the document.
    this.#fields = this.#fields.filter((field) => !(field.instruction && field.paragraph === paragraph));
    if (this.#removed > 0 && paragraph !== undefined) paragraph.merged = true;
  }

  #openInProperties(name: string, attributes: XmlAttributes): void {
    const paragraph = this.#open.at(-1);
    if (paragraph === undefined) return;
    const value = attributes.get('w:val');
    if (name === 'w:pStyle') paragraph.style = value;
    else if (name === 'w:outlineLvl') paragraph.outline = Number(value);
    else if (name === 'w:numId') paragraph.list = { ...paragraph.list, numId: value };
    else if (name === 'w:ilvl') paragraph.list = { ...paragraph.list, level: Number(value) };
  }

  #openInRun(name: string, attributes: XmlAttributes): void {
    switch (name) {
      case 'w:tab':
      case 'w:ptab':
        return this.#append('\t');
      case 'w:br':
      case 'w:cr':
        return this.#append('\n');
      case 'w:noBreakHyphen':
        return this.#append('\u2011');
      case 'w:softHyphen':
        return this.#append('\u00AD');
      case 'w:sym':
        return this.#append(symbolText(attributes.get('w:font') ?? '', attributes.get('w:char') ?? ''));
      case 'w:fldChar':
        return this.#field(attributes.get('w:fldCharType'));
      case 'w:footnoteReference':
        return this.#refer('footnote', attributes);
      case 'w:endnoteReference':
        return this.#refer('endnote', attributes);
      case 'w:commentReference':
        return this.#refer('comment', attributes);
    }
  }

  #field(type: string | undefined): void {
    if (this.#removed > 0) return;
    if (type === 'begin') this.#fields.push({ instruction: true, paragraph: this.#open.at(-1) });
    else if (type === 'end') this.#fields.pop();
    else if (type === 'separate') {
      const field = this.#fields.at(-1);
      if (field !== undefined) field.instruction = false;
    }
  }

  #refer(kind: NoteReference['kind'], attributes: XmlAttributes): void {
    const id = attributes.get('w:id');
    if (id !== undefined && this.#removed === 0) this.#open.at(-1)?.notes.push({ kind, id });
  }
}

function isPropertyParent(parent: string): boolean {
  return parent === 'w:rPr' || parent === 'w:trPr' || parent === 'w:numPr';
}

function isOn(attributes: XmlAttributes): boolean {
  return !/^(0|false|off|none)$/.test(attributes.get('w:val') ?? 'true');
}
