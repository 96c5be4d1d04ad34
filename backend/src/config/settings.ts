import type { z } from 'zod';
import { deployedStageFaults } from './deployed-stage.ts';
import type { Role } from './variable.ts';
import { variables, type VariableName, type Variables } from './variables.ts';

/** The settings one role sees: the variables that name it, parsed. */
export type Settings<R extends Role> = {
  readonly [K in VariableName as R extends Variables[K]['roles'][number] ? K : never]: z.output<
    Variables[K]['schema']
  >;
};

/** Thrown at start with every fault of the environment, each naming its variable; values are never printed. */
export class SettingsError extends Error {
  readonly faults: readonly string[];

  constructor(role: Role, faults: readonly string[]) {
    super(`The ${role} cannot start:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'SettingsError';
    this.faults = faults;
  }
}

/** The names of the variables a role reads, in declaration order. */
export function variablesOf(role: Role): VariableName[] {
  return (Object.keys(variables) as VariableName[]).filter((name) =>
    (variables[name].roles as readonly Role[]).includes(role),
  );
}

/**
 * Reads and checks the settings of a role.
 *
 * @param role the process that starts
 * @param environment the variables as text; empty text counts as absent
 * @throws SettingsError listing every fault at once
 */
export function loadSettings<R extends Role>(
  role: R,
  environment: NodeJS.ProcessEnv = process.env,
): Settings<R> {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const name of variablesOf(role)) {
    const raw = environment[name] === '' ? undefined : environment[name];
    const parsed = variables[name].schema.safeParse(raw);
    if (parsed.success) values[name] = parsed.data;
    else if (raw === undefined) faults.push(`${name} is not set`);
    else faults.push(`${name}: ${parsed.error.issues.map((issue) => issue.message).join('; ')}`);
  }
  faults.push(...deployedStageFaults(role, environment));
  if (faults.length > 0) throw new SettingsError(role, faults);
  return Object.freeze(values) as Settings<R>;
}
