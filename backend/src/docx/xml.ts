import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { DocxError } from './faults.ts';

/**
 * One pass over one XML part, with names in a single spelling whatever prefixes the file chose, and for the
 * transitional and the strict namespaces alike: `w:p`, `w14:paraId`, `mc:Choice`. Names of other vocabularies
 * arrive as `?:local`.
 */

const NAMESPACES = new Map<string, string>([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.microsoft.com/office/word/2010/wordml', 'w14'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', 'rel'],
  ['http://schemas.openxmlformats.org/package/2006/content-types', 'ct'],
]);

/** Word nests a few dozen levels; a deeper file is built to exhaust a reader. */
const MAX_DEPTH = 512;
/** A chunk keeps the parser's own buffers small on a 60 MB part. */
const CHUNK = 1 << 18;

/** The attributes of one element, asked for by their single spelling. */
export interface XmlAttributes {
  get(name: string): string | undefined;
}

export interface XmlHandlers {
  open(name: string, attributes: XmlAttributes): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * Walks a part.
 * @throws DocxError `xml_invalid`: not well-formed, a DOCTYPE, an entity of the file's own, nested too deeply
 */
export function walkXml(part: string, bytes: Buffer, handlers: XmlHandlers): void {
  const invalid = (reason: string): DocxError => new DocxError({ code: 'xml_invalid', part, reason });
  const parser = new SaxesParser({ xmlns: false });
  const scopes = new NameScopes();
  let depth = 0;
  parser.on('error', (error) => {
    throw invalid(shortReason(error.message));
  });
  parser.on('doctype', () => {
    throw invalid('it declares a document type, which Word never does');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw invalid(`it is nested more than ${MAX_DEPTH} levels deep`);
    scopes.enter(tag, depth);
    handlers.open(scopes.nameOf(tag.name), scopes.attributes(tag));
  });
  parser.on('closetag', (tag) => {
    handlers.close(scopes.nameOf(tag.name));
    scopes.leave(depth);
    depth -= 1;
  });
  parser.on('text', (text) => handlers.text(text));
  parser.on('cdata', (text) => handlers.text(text));
  const source = decode(bytes, invalid);
  for (let at = 0; at < source.length; at += CHUNK) parser.write(source.slice(at, at + CHUNK));
  parser.close();
}

function decode(bytes: Buffer, invalid: (reason: string) => DocxError): string {
  const utf16le = bytes[0] === 0xff && bytes[1] === 0xfe;
  const utf16be = bytes[0] === 0xfe && bytes[1] === 0xff;
  const bare16le = bytes[0] === 0x3c && bytes[1] === 0;
  const bare16be = bytes[0] === 0 && bytes[1] === 0x3c;
  const encoding = utf16le || bare16le ? 'utf-16le' : utf16be || bare16be ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw invalid(`it is not ${encoding.toUpperCase()} text`);
  }
}

/** The parser's message without its position prefix or quoted content of the document. */
function shortReason(message: string): string {
  return (
    message
      .replace(/^\d+:\d+: /, '')
      .split(/[:"']/)[0]
      ?.slice(0, 80)
      .trim() ?? 'not well-formed'
  );
}

/** What each prefix means where the walk stands. */
class NameScopes {
  #prefixes = new Map<string, string>([['xml', 'xml']]);
  #names = new Map<string, string>();
  #raw = new Map<string, string>();
  #saved: { depth: number; prefixes: Map<string, string> }[] = [];

  enter(tag: SaxesTagPlain, depth: number): void {
    let changed: Map<string, string> | undefined;
    for (const key in tag.attributes) {
      if (!key.startsWith('xmlns')) continue;
      if (key.length > 5 && key[5] !== ':') continue;
      changed ??= new Map(this.#prefixes);
      changed.set(key.slice(6), NAMESPACES.get(tag.attributes[key] ?? '') ?? '?');
    }
    if (changed === undefined) return;
    this.#saved.push({ depth, prefixes: this.#prefixes });
    this.#use(changed);
  }

  leave(depth: number): void {
    const last = this.#saved.at(-1);
    if (last?.depth !== depth) return;
    this.#saved.pop();
    this.#use(last.prefixes);
  }

  #use(prefixes: Map<string, string>): void {
    this.#prefixes = prefixes;
    this.#names = new Map();
    this.#raw = new Map();
  }

  nameOf(raw: string): string {
    const known = this.#names.get(raw);
    if (known !== undefined) return known;
    const colon = raw.indexOf(':');
    const prefix = colon < 0 ? '' : raw.slice(0, colon);
    const name = `${this.#prefixes.get(prefix) ?? '?'}:${raw.slice(colon + 1)}`;
    this.#names.set(raw, name);
    return name;
  }

  attributes(tag: SaxesTagPlain): XmlAttributes {
    const attributes = tag.attributes;
    return { get: (name) => attributes[this.#rawAttribute(name)] };
  }

  /** How this file spells an attribute; one without a namespace is asked for by its bare name. */
  #rawAttribute(name: string): string {
    const known = this.#raw.get(name);
    if (known !== undefined) return known;
    const colon = name.indexOf(':');
    let raw = name;
    if (colon >= 0) {
      const wanted = name.slice(0, colon);
      for (const [prefix, meaning] of this.#prefixes) {
        if (meaning === wanted && prefix !== '') raw = `${prefix}:${name.slice(colon + 1)}`;
      }
    }
    this.#raw.set(name, raw);
    return raw;
  }
}
