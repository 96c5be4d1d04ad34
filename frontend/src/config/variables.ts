import { z } from 'zod';

/** `local-only` variables point at stand-ins; a deployed stage refuses them by name. */
export type Scope = 'everywhere' | 'local-only';

export interface Variable<Schema extends z.ZodType = z.ZodType> {
  schema: Schema;
  scope: Scope;
  secret: boolean;
}

function variable<Schema extends z.ZodType>(
  schema: Schema,
  options: { scope?: Scope; secret?: boolean } = {},
): Variable<Schema> {
  return { schema, scope: options.scope ?? 'everywhere', secret: options.secret ?? false };
}

const text = z.string().min(1);
const origin = z.url().transform((value) => new URL(value).origin);

/** Every variable the web process reads, each declared once. */
export const variables = {
  STAGE: variable(z.enum(['local', 'staging', 'production'])),
  PORT: variable(z.coerce.number().int().min(1).max(65_535).default(3000)),
  HOSTNAME: variable(text.default('localhost')),
  /** Address of the API as the browser reaches it. */
  API_URL: variable(origin),
  /** Origin of the object store as the browser reaches it; named in the content security policy. */
  STORE_ORIGIN: variable(origin.optional()),
  CLERK_PUBLISHABLE_KEY: variable(z.string().startsWith('pk_')),
  CLERK_SECRET_KEY: variable(text, { secret: true }),
  CLERK_PROXY_PATH: variable(z.string().startsWith('/').optional(), { scope: 'local-only' }),
  /** Read by the Clerk SDK itself. */
  CLERK_API_URL: variable(z.url().optional(), { scope: 'local-only' }),
  CLERK_FAPI_URL: variable(z.url().optional(), { scope: 'local-only' }),
} as const;

export type Variables = typeof variables;
export type VariableName = keyof Variables;
export const variableNames = Object.keys(variables) as VariableName[];
