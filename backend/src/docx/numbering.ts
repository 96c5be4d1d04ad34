import { formatNumber } from './number-format.ts';
import type { ListRequest, Styles } from './styles.ts';
import { walkXml, type XmlAttributes, type XmlHandlers } from './xml.ts';

const LEVELS = 9;

interface Level {
  start: number;
  format: string;
  text: string;
  style?: string;
  legal: boolean;
  /** 1-based level after which this one starts again; 0: never; undefined: after any higher one. */
  restart?: number;
}

interface AbstractList {
  levels: Map<number, Level>;
  /** Points at a style whose list is meant. */
  numStyleLink?: string;
}

interface ListInstance {
  abstractId: string;
  startOverrides: Map<number, number>;
  levels: Map<number, Level>;
}

/** The list definitions of a document (numbering.xml). */
export class ListDefinitions {
  #abstract = new Map<string, AbstractList>();
  #instances = new Map<string, ListInstance>();

  static read(part: string, bytes: Buffer | null): ListDefinitions {
    const lists = new ListDefinitions();
    if (bytes !== null) walkXml(part, bytes, lists.#handlers());
    return lists;
  }

  instance(numId: string): ListInstance | undefined {
    return this.#instances.get(numId);
  }

  /** The abstract list behind an instance, through a style link if it has one. */
  abstractOf(instance: ListInstance, styles: Styles): { id: string; list: AbstractList } | undefined {
    let id = instance.abstractId;
    for (let hops = 0; hops < 8; hops += 1) {
      const list = this.#abstract.get(id);
      if (list?.numStyleLink === undefined) return list === undefined ? undefined : { id, list };
      const linked = this.#instances.get(styles.list(list.numStyleLink)?.numId ?? '');
      if (linked === undefined) return { id, list };
      id = linked.abstractId;
    }
    return undefined;
  }

  #handlers(): XmlHandlers {
    let list: AbstractList | undefined;
    let instance: ListInstance | undefined;
    let overrideLevel = 0;
    let level: Level | undefined;
    return {
      open: (name, attributes) => {
        const value = attributes.get('w:val');
        if (name === 'w:abstractNum') {
          list = { levels: new Map() };
          this.#abstract.set(attributes.get('w:abstractNumId') ?? '', list);
        } else if (name === 'w:num') {
          instance = { abstractId: '', startOverrides: new Map(), levels: new Map() };
          this.#instances.set(attributes.get('w:numId') ?? '', instance);
        } else if (name === 'w:numStyleLink' && list !== undefined) list.numStyleLink = value;
        else if (name === 'w:abstractNumId' && instance !== undefined) instance.abstractId = value ?? '';
        else if (name === 'w:lvlOverride') overrideLevel = Number(attributes.get('w:ilvl') ?? 0);
        else if (name === 'w:startOverride') instance?.startOverrides.set(overrideLevel, Number(value));
        else if (name === 'w:lvl') {
          level = { start: 0, format: 'decimal', text: '', legal: false };
          (instance ?? list)?.levels.set(Number(attributes.get('w:ilvl') ?? 0), level);
        } else if (level !== undefined) readLevelProperty(level, name, attributes);
      },
      close: (name) => {
        if (name === 'w:abstractNum') list = undefined;
        else if (name === 'w:num') instance = undefined;
        else if (name === 'w:lvl') level = undefined;
      },
      text: () => {},
    };
  }
}

function readLevelProperty(level: Level, name: string, attributes: XmlAttributes): void {
  const value = attributes.get('w:val');
  if (name === 'w:start') level.start = Number(value);
  else if (name === 'w:numFmt') level.format = value ?? 'decimal';
  else if (name === 'w:lvlText') level.text = value ?? '';
  else if (name === 'w:pStyle') level.style = value;
  else if (name === 'w:lvlRestart') level.restart = Number(value);
  else if (name === 'w:isLgl') level.legal = value === undefined || !/^(0|false|off)$/.test(value);
}

export interface ListPlace {
  /** Depth, from 1. */
  level: number;
  /** What stands before the text: "4.2", "(a)", "•"; undefined when the level shows nothing. */
  label: string | undefined;
}

/** Counts through one story, paragraph by paragraph, as Word does when it lays the lists out. */
export class ListCounter {
  readonly #lists: ListDefinitions;
  readonly #styles: Styles;
  #counts = new Map<string, (number | undefined)[]>();
  #overridden = new Set<string>();

  constructor(lists: ListDefinitions, styles: Styles) {
    this.#lists = lists;
    this.#styles = styles;
  }

  /** Advances the list that the paragraph belongs to; undefined for a paragraph in no list. */
  next(styleId: string | undefined, own: ListRequest | undefined): ListPlace | undefined {
    const fromStyle = this.#styles.list(styleId);
    const numId = own?.numId ?? fromStyle?.numId;
    if (numId === undefined || numId === '0') return undefined;
    const instance = this.#lists.instance(numId);
    const found = instance && this.#lists.abstractOf(instance, this.#styles);
    if (instance === undefined || found === undefined) return undefined;
    const levels = new Map([...found.list.levels, ...instance.levels]);
    const index = clampLevel(own?.level ?? this.#levelOfStyle(own, fromStyle, levels));
    const level = levels.get(index);
    if (level === undefined) return undefined;
    const counts = this.#advance(found.id, numId, instance, levels, index);
    return { level: index + 1, label: label(level, counts, levels) };
  }

  /** A list asked for by a style stands at the level that names the style. */
  #levelOfStyle(
    own: ListRequest | undefined,
    fromStyle: (ListRequest & { styleId: string }) | undefined,
    levels: ReadonlyMap<number, Level>,
  ): number {
    if (own?.numId !== undefined || fromStyle === undefined) return 0;
    for (const [index, level] of levels) if (level.style === fromStyle.styleId) return index;
    return fromStyle.level ?? 0;
  }

  #advance(
    listId: string,
    numId: string,
    instance: ListInstance,
    levels: ReadonlyMap<number, Level>,
    index: number,
  ): (number | undefined)[] {
    let counts = this.#counts.get(listId);
    if (counts === undefined) {
      counts = new Array<number | undefined>(LEVELS).fill(undefined);
      this.#counts.set(listId, counts);
    }
    const override = instance.startOverrides.get(index);
    const overrideKey = `${numId}:${index}`;
    if (override !== undefined && !this.#overridden.has(overrideKey)) {
      this.#overridden.add(overrideKey);
      counts[index] = override;
    } else {
      counts[index] = (counts[index] ?? (override ?? levels.get(index)?.start ?? 1) - 1) + 1;
    }
    for (let deeper = index + 1; deeper < LEVELS; deeper += 1) {
      const restart = levels.get(deeper)?.restart;
      if (restart === undefined || index < restart) counts[deeper] = undefined;
    }
    return counts;
  }
}

function clampLevel(level: number): number {
  return Number.isInteger(level) ? Math.min(Math.max(level, 0), LEVELS - 1) : 0;
}

function label(
  level: Level,
  counts: readonly (number | undefined)[],
  levels: ReadonlyMap<number, Level>,
): string | undefined {
  if (level.format === 'bullet') return level.text === '' ? undefined : '•';
  const text = level.text.replace(/%([1-9])/g, (_match, digit: string) => {
    const index = Number(digit) - 1;
    const source = levels.get(index);
    const value = counts[index] ?? source?.start ?? 1;
    const format = source?.format ?? 'decimal';
    return formatNumber(value, level.legal && format !== 'none' ? 'decimal' : format);
  });
  return text.trim() === '' ? undefined : text.trim();
}
