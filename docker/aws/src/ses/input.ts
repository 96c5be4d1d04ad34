import type { Json } from './call.ts';
import { sesError } from './errors.ts';

/** A member that must be a text with something in it. @throws AwsError BadRequestException */
export function requiredText(source: Json, name: string): string {
  const value = optionalText(source, name);
  if (!value) throw sesError.badRequest(`1 validation error detected: ${name} must not be null.`);
  return value;
}

/** A member that may be missing. Numbers are given as text. @throws AwsError BadRequestException */
export function optionalText(source: Json, name: string): string | undefined {
  const value = source[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw sesError.badRequest(`${name} must be a string.`);
  return value;
}

/** A member that is an object; an empty one when it is missing. @throws AwsError BadRequestException */
export function objectIn(source: Json, name: string): Json {
  const value = source[name] ?? {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw sesError.badRequest(`${name} must be an object.`);
  return value as Json;
}

/** A member that is a list; an empty one when it is missing. @throws AwsError BadRequestException */
function listIn(source: Json, name: string): unknown[] {
  const value = source[name] ?? [];
  if (!Array.isArray(value)) throw sesError.badRequest(`${name} must be a list.`);
  return value;
}

/** A member that is a list of texts. @throws AwsError BadRequestException */
export function textsIn(source: Json, name: string): string[] {
  return listIn(source, name).map((value) => {
    if (typeof value !== 'string') throw sesError.badRequest(`${name} must be a list of strings.`);
    return value;
  });
}

/** A member that is a list of objects. @throws AwsError BadRequestException */
export function objectsIn(source: Json, name: string): Json[] {
  return listIn(source, name).map((value) => {
    if (typeof value !== 'object' || value === null)
      throw sesError.badRequest(`${name} must be a list of objects.`);
    return value as Json;
  });
}

/** One page of a list. The token is where the next one begins. @throws AwsError BadRequestException */
export function pageOf<T>(
  items: readonly T[],
  size: string | undefined,
  token: string | undefined,
  largest: number,
): { items: T[]; next: string | undefined } {
  const start = Number(token ?? 0);
  const count = Number(size ?? largest);
  if (!Number.isInteger(start) || start < 0)
    throw sesError.badRequest('The specified NextToken is not valid.');
  if (!Number.isInteger(count) || count < 1 || count > largest) {
    throw sesError.badRequest(`PageSize must be between 1 and ${largest}.`);
  }
  const end = start + count;
  return { items: items.slice(start, end), next: end < items.length ? String(end) : undefined };
}
