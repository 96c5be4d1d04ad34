import type { Context } from 'hono';
import { fail } from '../faults.ts';
import type { Metadata } from '../store/records.ts';

/** A JSON body whose fields are looked at one by one. */
export class Body {
  readonly fields: Metadata;

  constructor(fields: Metadata) {
    this.fields = fields;
  }

  has(name: string): boolean {
    return this.fields[name] !== undefined;
  }

  /** @throws ApiFault when the field is there and neither text nor null. */
  text(name: string): string | null | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null || typeof value === 'string') return value;
    return wrong(name, 'text');
  }

  texts(name: string): string[] {
    const value = this.fields[name] ?? [];
    const list: unknown[] = Array.isArray(value) ? value : [value];
    return list.map((item) => (typeof item === 'string' ? item : wrong(name, 'a list of texts')));
  }

  number(name: string): number | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    return typeof value === 'number' && Number.isFinite(value) ? value : wrong(name, 'a number');
  }

  object(name: string): Metadata | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    return typeof value === 'object' && !Array.isArray(value)
      ? (value as Metadata)
      : wrong(name, 'an object');
  }
}

function wrong(name: string, kind: string): never {
  fail(422, 'form_param_format_invalid', `${name} must be ${kind}.`, name);
}

/** Reads the body; none at all is an empty object. @throws ApiFault when it is no JSON object. */
export async function readBody(c: Context): Promise<Body> {
  const text = await c.req.text();
  let value: unknown = {};
  try {
    if (text) value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fail(400, 'request_body_invalid', 'The body is not a JSON object.');
  }
  return new Body(value as Metadata);
}
