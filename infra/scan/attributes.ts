import type { GraphResource } from '../testing/graph.ts';
import { snakeCase, terraformType } from './terraform-types.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Attributes = Record<string, Json>;

type Loose = Record<string, unknown>;
type ValueOf = (value: unknown, attribute: string) => Json;

/** Names that differ, by Terraform type. */
const renamed: Record<string, Record<string, string>> = {
  aws_lambda_function: { name: 'function_name' },
  aws_lambda_permission: { function: 'function_name' },
};

/** Files to be uploaded, which no plan holds. */
export const files: Record<string, readonly string[]> = {
  aws_lambda_function: ['code'],
  aws_lambda_layer_version: ['code'],
  aws_s3_object: ['source'],
};

/** Repeated blocks that taking off the plural would name wrong. */
const blockNames: Record<string, string> = {
  ingress: 'ingress',
  egress: 'egress',
  dnsRecords: 'dns_records',
};

/** Their keys are data, and no names of attributes. */
const maps = new Set(['tags', 'tagsAll', 'variables', 'triggers', 'dimensions']);

const singular = (name: string): string =>
  name
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch)es$/, '$1')
    .replace(/([^s])s$/, '$1');

const isObject = (value: unknown): value is Loose =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The name of an input among a resource's attributes. */
export const attributeName = (type: string, input: string): string =>
  renamed[terraformType(type)]?.[input] ?? snakeCase(input);

/**
 * A resource's inputs as Terraform writes them: names in snake case, a list of objects as a block that is repeated,
 * one object as a block that stands once, a policy as text.
 *
 * @param valueOf what to write for a plain value, told the attribute at the top that it stands in
 */
export function attributesOf({ type, inputs }: GraphResource, valueOf: ValueOf): Attributes {
  const left = files[terraformType(type)] ?? [];
  const kept = Object.entries(inputs).filter(([input]) => !left.includes(input));
  return Object.assign(
    {},
    ...kept.map(([input, value]) => attribute(input, value, valueOf, type)),
  ) as Attributes;
}

function attribute(input: string, value: unknown, valueOf: ValueOf, type?: string, top?: string): Attributes {
  if (value === undefined || input.startsWith('__')) return {};
  if (Array.isArray(value) && value.length === 0) return {};
  const ownName = type ? attributeName(type, input) : snakeCase(input);
  const repeated = Array.isArray(value) && value.every(isObject);
  const name = repeated ? (blockNames[input] ?? singular(ownName)) : ownName;
  const root = top ?? name;
  const block = (fields: Loose): Attributes =>
    Object.assign(
      {},
      ...Object.entries(fields).map(([key, item]) => attribute(key, item, valueOf, undefined, root)),
    ) as Attributes;
  if (Array.isArray(value)) {
    return { [name]: value.map((item) => (isObject(item) ? block(item) : valueOf(item, root))) };
  }
  if (!isObject(value)) return { [name]: valueOf(value, root) };
  if (Array.isArray(value.Statement)) return { [name]: JSON.stringify(value) };
  if (maps.has(input)) {
    const entries = Object.entries(value).map(([key, item]) => [key, valueOf(item, root)]);
    return { [name]: Object.fromEntries(entries) as Attributes };
  }
  return { [name]: [block(value)] };
}
