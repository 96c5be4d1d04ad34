import { ListCounter, ListDefinitions } from './numbering.ts';
import { openPackage, type DocxPackage, type Relationship } from './package.ts';
import { readStory, type NoteReference, type RawParagraph, type Section } from './story.ts';
import { Styles } from './styles.ts';
import { walkXml } from './xml.ts';

/** A paragraph of a Word document with what Word computes for it. */
export interface DocxBlock {
  /** `w14:paraId` where the file has one that is unique, else the ordinal of the paragraph: `p12`. */
  anchor: string;
  kind: 'heading' | 'paragraph' | 'list' | 'cell';
  level?: number;
  label?: string;
  text: string;
  /** Where it stands; only the body flows over the pages in order. */
  story: 'body' | 'header' | 'footer' | 'footnote' | 'endnote' | 'comment';
}

/**
 * Reads a DOCX as the list of its paragraphs that hold text, in reading order, with tracked changes accepted:
 * headers and footers at the start of their section, notes and comments after the paragraph that refers to them.
 * The same bytes always give the same anchors.
 * @throws DocxError
 */
export function readDocx(bytes: Uint8Array): DocxBlock[] {
  const file = openPackage(bytes);
  const main = file.part(file.mainPart) ?? Buffer.alloc(0);
  return new DocumentReader(file).read(readStory(file.mainPart, main));
}

const NOTE_PARTS = { footnote: 'footnotes', endnote: 'endnotes', comment: 'comments' } as const;
const NOTE_ANCHORS = { footnote: 'fn', endnote: 'en', comment: 'cm' } as const;

class DocumentReader {
  readonly #file: DocxPackage;
  readonly #relationships: Relationship[];
  readonly #styles: Styles;
  readonly #lists: ListDefinitions;
  readonly #evenPages: boolean;
  #noteParts = new Map<string, Map<string, RawParagraph[]>>();
  #noteCounts = { footnote: 0, endnote: 0, comment: 0 };
  #usedParts = new Map<string, number>();
  #blocks: DocxBlock[] = [];

  constructor(file: DocxPackage) {
    this.#file = file;
    this.#relationships = file.relationships(file.mainPart);
    const [stylesPart, numberingPart] = [this.#partOf('styles'), this.#partOf('numbering')];
    this.#styles = Styles.read(stylesPart, file.part(stylesPart));
    this.#lists = ListDefinitions.read(numberingPart, file.part(numberingPart));
    this.#evenPages = this.#readsEvenPages();
  }

  read(story: { paragraphs: RawParagraph[]; sections: Section[] }): DocxBlock[] {
    const counter = new ListCounter(this.#lists, this.#styles);
    const anchors = uniqueParaIds(story.paragraphs);
    const sectionAt = new Map(story.sections.map((section) => [section.start, section]));
    story.paragraphs.forEach((paragraph, index) => {
      const section = sectionAt.get(index);
      if (section !== undefined) this.#addHeaders(section);
      if (paragraph.merged) return;
      this.#addBody(paragraph, counter, anchors);
      for (const note of paragraph.notes) this.#addNote(note);
    });
    return this.#blocks;
  }

  #addBody(paragraph: RawParagraph, counter: ListCounter, paraIds: ReadonlySet<string>): void {
    // An empty numbered paragraph still takes a number.
    const place = counter.next(paragraph.style, paragraph.list);
    const text = clean(paragraph.text);
    if (text === '') return;
    const heading = this.#headingLevel(paragraph);
    const paraId = paragraph.paraId;
    const anchor = paraId !== undefined && paraIds.has(paraId) ? paraId : `p${paragraph.ordinal}`;
    const kind = paragraph.inTable
      ? 'cell'
      : heading !== undefined
        ? 'heading'
        : place
          ? 'list'
          : 'paragraph';
    const level = kind === 'heading' ? heading : kind === 'list' ? place?.level : undefined;
    this.#blocks.push({
      anchor,
      kind,
      ...(level === undefined ? {} : { level }),
      ...(place?.label === undefined ? {} : { label: place.label }),
      text,
      story: 'body',
    });
  }

  #headingLevel(paragraph: RawParagraph): number | undefined {
    const own = paragraph.outline;
    if (own === undefined) return this.#styles.headingLevel(paragraph.style);
    return own >= 0 && own <= 8 ? own + 1 : undefined;
  }

  #addNote(note: NoteReference): void {
    const paragraphs = this.#notesOf(note.kind).get(note.id);
    if (paragraphs === undefined) return;
    this.#noteCounts[note.kind] += 1;
    const label = `${note.kind} ${this.#noteCounts[note.kind]}`;
    this.#addAside(paragraphs, `${NOTE_ANCHORS[note.kind]}${note.id}`, label, note.kind);
  }

  #notesOf(kind: NoteReference['kind']): Map<string, RawParagraph[]> {
    const known = this.#noteParts.get(kind);
    if (known !== undefined) return known;
    const byId = new Map<string, RawParagraph[]>();
    const part = this.#partOf(NOTE_PARTS[kind]);
    const bytes = this.#file.part(part);
    for (const paragraph of bytes === null ? [] : readStory(part, bytes).paragraphs) {
      if (paragraph.note === undefined) continue;
      const list = byId.get(paragraph.note) ?? [];
      list.push(paragraph);
      byId.set(paragraph.note, list);
    }
    this.#noteParts.set(kind, byId);
    return byId;
  }

  /** Each header and footer part is given once, where it is first used. */
  #addHeaders(section: Section): void {
    for (const kind of ['header', 'footer'] as const) {
      for (const reference of section.references) {
        if (reference.kind !== kind || !this.#isShown(reference.type, section)) continue;
        const part = this.#relationships.find((each) => each.id === reference.relationship)?.target;
        const bytes = part === undefined || this.#usedParts.has(part) ? null : this.#file.part(part);
        if (part === undefined || bytes === null) continue;
        this.#usedParts.set(part, this.#usedParts.size + 1);
        const anchor = `${kind === 'header' ? 'h' : 'f'}${this.#usedParts.size}`;
        this.#addAside(readStory(part, bytes).paragraphs, anchor, kind, kind);
      }
    }
  }

  #isShown(type: string, section: Section): boolean {
    if (type === 'first') return section.titlePage;
    return type !== 'even' || this.#evenPages;
  }

  #addAside(paragraphs: RawParagraph[], anchor: string, label: string, story: DocxBlock['story']): void {
    let ordinal = 0;
    for (const paragraph of paragraphs) {
      const text = clean(paragraph.text);
      if (paragraph.merged || text === '') continue;
      ordinal += 1;
      const suffix = ordinal === 1 ? '' : `.${ordinal}`;
      this.#blocks.push({ anchor: `${anchor}${suffix}`, kind: 'paragraph', label, text, story });
    }
  }

  #partOf(type: string): string {
    return this.#relationships.find((each) => each.type === type)?.target ?? '';
  }

  #readsEvenPages(): boolean {
    const part = this.#partOf('settings');
    const bytes = this.#file.part(part);
    let found = false;
    if (bytes === null) return found;
    walkXml(part, bytes, {
      open: (name, attributes) => {
        if (name === 'w:evenAndOddHeaders') found = !/^(0|false|off)$/.test(attributes.get('w:val') ?? '1');
      },
      close: () => {},
      text: () => {},
    });
    return found;
  }
}

function uniqueParaIds(paragraphs: readonly RawParagraph[]): Set<string> {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const { paraId } of paragraphs) {
    if (paraId === undefined || !/^[0-9A-Fa-f]{1,8}$/.test(paraId) || twice.has(paraId)) continue;
    if (once.delete(paraId)) twice.add(paraId);
    else once.add(paraId);
  }
  return once;
}

/** Page and column breaks leave empty lines at the ends; blank paragraphs come out as the empty string. */
function clean(text: string): string {
  return text.trim() === '' ? '' : text.replace(/^\n+|\n+$/g, '');
}
