import type { Context } from 'hono';
import { fail } from '../faults.ts';
import type { Metadata } from '../store/records.ts';

/** A form's fields; clerk-js sends them urlencoded. */
export type Form = Record<string, string | undefined>;

/** Reads a urlencoded or JSON body; an empty one is an empty form. */
export async function readForm(c: Context): Promise<Form> {
  const text = await c.req.text();
  if (!text) return {};
  if (!(c.req.header('content-type') ?? '').includes('json')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  const body = parseObject(text) ?? fail(400, 'request_body_invalid', 'The body is not a JSON object.');
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  );
}

/** A field that holds JSON. @throws ApiFault when it holds none. */
export function readMetadata(text: string, param: string): Metadata {
  return (
    parseObject(text) ?? fail(422, 'form_param_format_invalid', `${param} must be a JSON object.`, param)
  );
}

function parseObject(text: string): Metadata | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Metadata)
      : undefined;
  } catch {
    return undefined;
  }
}
