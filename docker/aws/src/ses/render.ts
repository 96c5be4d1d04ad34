/** A template that cannot be filled; the message says why. */
export class TemplateError extends Error {}

type Node = string | Value | Block;
interface Value {
  kind: 'value';
  path: string;
}
interface Block {
  kind: 'each' | 'if' | 'unless' | 'with';
  path: string;
  inner: Node[];
  otherwise: Node[];
}

interface Scope {
  /** What `this` is here and in the blocks around, the nearest last. */
  values: unknown[];
  /** `@index`, `@key`, `@first`, `@last` of the nearest `#each`. */
  local: Record<string, unknown>;
}

const TAG = /\{\{\{?\s*([#/]?)\s*([^{}]*?)\s*\}?\}\}/g;
const BLOCKS = new Set(['each', 'if', 'unless', 'with']);

/**
 * Fills a template in the part of Handlebars that SES documents: names and paths, `this`, `#each`, `#if`, `#unless`,
 * `#with`, `else`. As on SES, values are not escaped for HTML; and unlike Handlebars, a name without a value is an
 * error.
 * @throws TemplateError
 */
export function render(template: string, data: unknown): string {
  return show(parse(template), { values: [data], local: {} });
}

function parse(template: string): Node[] {
  const root: Node[] = [];
  const open: Block[] = [];
  let into = root;
  let at = 0;
  for (const { 0: tag, 1: mark, 2: content = '', index } of template.matchAll(TAG)) {
    into.push(template.slice(at, index));
    at = index + tag.length;
    const [word = '', argument = ''] = content.split(/\s+/, 2);
    const block = open.at(-1);
    if (mark === '#') {
      if (!BLOCKS.has(word)) throw new TemplateError(`Unknown block helper '${word}'.`);
      const opened: Block = { kind: word as Block['kind'], path: argument, inner: [], otherwise: [] };
      into.push(opened);
      open.push(opened);
      into = opened.inner;
    } else if (mark === '/') {
      if (!block || word !== block.kind) throw new TemplateError(`'{{/${word}}}' closes nothing.`);
      open.pop();
      const around = open.at(-1);
      into = !around ? root : around.otherwise.includes(block) ? around.otherwise : around.inner;
    } else if (word === 'else' && block) into = block.otherwise;
    else if (!word.startsWith('!')) into.push({ kind: 'value', path: word });
  }
  const left = open.at(-1);
  if (left) throw new TemplateError(`'{{#${left.kind}}}' is not closed.`);
  into.push(template.slice(at));
  return root;
}

function show(nodes: readonly Node[], scope: Scope): string {
  return nodes.map((node) => (typeof node === 'string' ? node : showTag(node, scope))).join('');
}

function showTag(node: Value | Block, scope: Scope): string {
  const value = find(node.path, scope);
  if (node.kind === 'value') {
    if (value === undefined || value === null) {
      throw new TemplateError(`Attribute '${node.path}' is not present in the rendering data.`);
    }
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  // As in Handlebars, `#each` goes through lists and objects, and not through a text.
  const holds = isTruthy(value) && (node.kind !== 'each' || typeof value === 'object');
  if (node.kind === 'unless') return show(holds ? node.otherwise : node.inner, scope);
  if (!holds) return show(node.otherwise, scope);
  if (node.kind === 'if') return show(node.inner, scope);
  if (node.kind === 'with') return show(node.inner, { ...scope, values: [...scope.values, value] });
  const entries = Object.entries(value as object);
  return entries
    .map(([key, item], index) => {
      const local = { index, key, first: index === 0, last: index === entries.length - 1 };
      return show(node.inner, { values: [...scope.values, item], local });
    })
    .join('');
}

/** Handlebars' own notion: an empty list is false. */
function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function find(path: string, { values, local }: Scope): unknown {
  if (path.startsWith('@')) return local[path.slice(1)];
  let rest = path;
  let depth = values.length - 1;
  for (; rest.startsWith('../'); rest = rest.slice(3)) depth -= 1;
  let value = values[Math.max(depth, 0)];
  for (const step of rest.split(/[./]/)) {
    if (step === 'this' || step === '') continue;
    const holder: unknown = value;
    const own = typeof holder === 'object' && holder !== null && Object.hasOwn(holder, step);
    value = own ? (holder as Record<string, unknown>)[step] : undefined;
  }
  return value;
}
