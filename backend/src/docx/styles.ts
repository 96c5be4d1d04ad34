import { walkXml, type XmlAttributes } from './xml.ts';

/** The list a paragraph or a style asks for. `numId` "0" takes the paragraph out of any list. */
export interface ListRequest {
  numId?: string;
  level?: number;
}

interface Style {
  name: string;
  basedOn?: string;
  outline?: number;
  list?: ListRequest;
}

/** What the reader needs to know of the style sheet. */
export class Styles {
  #styles = new Map<string, Style>();
  #defaultParagraph: string | undefined;

  /** An absent part means no styles: every paragraph is plain. */
  static read(part: string, bytes: Buffer | null): Styles {
    const styles = new Styles();
    if (bytes !== null) walkXml(part, bytes, styles.#handlers());
    return styles;
  }

  /** The heading level (1 to 9) that a style gives, or undefined. "Title" counts as level 1. */
  headingLevel(styleId: string | undefined): number | undefined {
    for (const style of this.#chain(styleId)) {
      if (style.outline !== undefined)
        return style.outline >= 0 && style.outline <= 8 ? style.outline + 1 : undefined;
      const named = /^(?:heading ([1-9])|title)$/i.exec(style.name);
      if (named !== null) return Number(named[1] ?? 1);
    }
    return undefined;
  }

  /** The list that a style asks for, with the style that names it (its level may be found by that id). */
  list(styleId: string | undefined): (ListRequest & { styleId: string }) | undefined {
    let level: number | undefined;
    for (const [id, style] of this.#chainWithIds(styleId)) {
      level ??= style.list?.level;
      if (style.list?.numId !== undefined) return { numId: style.list.numId, level, styleId: id };
    }
    return undefined;
  }

  #chain(styleId: string | undefined): Style[] {
    return this.#chainWithIds(styleId).map(([, style]) => style);
  }

  #chainWithIds(styleId: string | undefined): [string, Style][] {
    const found: [string, Style][] = [];
    const seen = new Set<string>();
    let id = styleId ?? this.#defaultParagraph;
    while (id !== undefined && !seen.has(id)) {
      seen.add(id);
      const style = this.#styles.get(id);
      if (style === undefined) break;
      found.push([id, style]);
      id = style.basedOn;
    }
    return found;
  }

  #handlers(): {
    open(name: string, attributes: XmlAttributes): void;
    close(name: string): void;
    text(): void;
  } {
    let current: Style | undefined;
    let inPPr = false;
    return {
      open: (name, attributes) => {
        if (name === 'w:style') {
          current = { name: '' };
          const id = attributes.get('w:styleId') ?? '';
          this.#styles.set(id, current);
          const isDefault = /^(1|true|on)$/.test(attributes.get('w:default') ?? '');
          if (isDefault && attributes.get('w:type') === 'paragraph') this.#defaultParagraph = id;
        } else if (name === 'w:pPr') inPPr = true;
        else if (current !== undefined) readStyleProperty(current, name, attributes, inPPr);
      },
      close: (name) => {
        if (name === 'w:style') current = undefined;
        else if (name === 'w:pPr') inPPr = false;
      },
      text: () => {},
    };
  }
}

function readStyleProperty(style: Style, name: string, attributes: XmlAttributes, inPPr: boolean): void {
  const value = attributes.get('w:val');
  if (name === 'w:name') style.name = value ?? '';
  else if (name === 'w:basedOn') style.basedOn = value;
  else if (!inPPr) return;
  else if (name === 'w:outlineLvl') style.outline = Number(value);
  else if (name === 'w:numId') style.list = { ...style.list, numId: value };
  else if (name === 'w:ilvl') style.list = { ...style.list, level: Number(value) };
}
