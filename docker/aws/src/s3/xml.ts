import { s3Error } from './errors.ts';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** An element with text, escaped. */
export function text(name: string, value: string | number | boolean): string {
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

/** An element with elements in it; those that are undefined are left out. */
export function element(name: string, children: readonly (string | undefined)[]): string {
  return `<${name}>${children.filter((child) => child !== undefined).join('')}</${name}>`;
}

/** A document of S3. */
export function documentOf(root: string, children: readonly (string | undefined)[]): string {
  const inner = children.filter((child) => child !== undefined).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</${root}>`;
}

/** Escapes text for XML; control characters become numeric references, as S3 writes them. */
export function escapeXml(value: string): string {
  return value.replace(
    /[&<>"'\u0000-\u001f\u007f]/g,
    (character) => ESCAPES[character] ?? `&#x${character.charCodeAt(0).toString(16)};`,
  );
}

/** An element as it was read. */
export class XmlElement {
  readonly #content: unknown;

  constructor(content: unknown) {
    this.#content = content;
  }

  /** The children of a name, in order. */
  all(name: string): XmlElement[] {
    if (typeof this.#content !== 'object' || this.#content === null) return [];
    const found = (this.#content as Record<string, unknown>)[name];
    return Array.isArray(found) ? found.map((content) => new XmlElement(content)) : [];
  }

  /** The first child of a name. */
  first(name: string): XmlElement | undefined {
    return this.all(name)[0];
  }

  /** The text of the first child of a name. */
  textOf(name: string): string | undefined {
    return this.first(name)?.text();
  }

  text(): string {
    if (typeof this.#content === 'string') return decodeEntities(this.#content);
    const mixed = (this.#content as Record<string, unknown> | null)?.['#text'];
    return typeof mixed === 'string' ? decodeEntities(mixed) : '';
  }
}

/**
 * Reads a document and gives its root element. Entities of its own making are never resolved.
 * @throws AwsError MalformedXML when it is not well-formed or its root has another name
 */
export async function parseXml(body: string, root: string): Promise<XmlElement> {
  // Loaded when first needed: the parser takes longer to load than the whole server to start.
  const { XMLParser, XMLValidator } = await import('fast-xml-parser');
  if (/<!DOCTYPE/i.test(body) || XMLValidator.validate(body) !== true) throw s3Error('MalformedXML');
  const parser = new XMLParser({
    ignoreAttributes: true,
    ignoreDeclaration: true,
    parseTagValue: false,
    trimValues: false,
    processEntities: false,
    removeNSPrefix: true,
    isArray: () => true,
  });
  const found = new XmlElement(parser.parse(body)).first(root);
  if (!found) throw s3Error('MalformedXML');
  return found;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(value: string): string {
  return value.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex, decimal, name) => {
      if (name) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const point = hex ? parseInt(hex, 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
