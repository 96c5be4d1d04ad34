import type { z } from 'zod';

/** The processes that read settings. One image, several roles. */
export type Role = 'api' | 'worker' | 'converter' | 'migrate' | 'seed';

/** `local-only` variables point at stand-ins; a deployed stage refuses them by name. */
export type Scope = 'everywhere' | 'local-only';

export interface Variable<
  Schema extends z.ZodType = z.ZodType,
  Roles extends readonly Role[] = readonly Role[],
> {
  schema: Schema;
  roles: Roles;
  scope: Scope;
  /** Secrets are mounted by reference and never printed. */
  secret: boolean;
}

/** Declares one variable: what it must look like, who reads it, and where it may be set. */
export function variable<Schema extends z.ZodType, const Roles extends readonly Role[]>(
  schema: Schema,
  roles: Roles,
  options: { scope?: Scope; secret?: boolean } = {},
): Variable<Schema, Roles> {
  return { schema, roles, scope: options.scope ?? 'everywhere', secret: options.secret ?? false };
}
