import type { z } from 'zod';
import { clerkHost, isOwnMachine } from './clerk-host';
import { variableNames, variables, type VariableName, type Variables } from './variables';

export type Settings = { readonly [K in VariableName]: z.output<Variables[K]['schema']> };

/** Every fault of the environment, each naming its variable; values are never printed. */
export class SettingsError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The web process cannot start:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'SettingsError';
    this.faults = faults;
  }
}

/** A published local value, wherever it stands: in quotes, in capitals. */
const published = /local-only-|^sk_test_local/i;

/** What a deployed stage refuses, by name: stand-ins, their keys, plain http. */
function deployedStageFaults(environment: NodeJS.ProcessEnv): string[] {
  const stage = environment.STAGE;
  if (stage !== 'staging' && stage !== 'production') return [];
  const faults: string[] = [];
  for (const name of variableNames) {
    const value = environment[name];
    if (!value) continue;
    if (variables[name].scope === 'local-only')
      faults.push(`${name} is for the local stack only; unset it in ${stage}`);
    if (published.test(value)) faults.push(`${name} holds a published local value`);
  }
  const publishable = environment.CLERK_PUBLISHABLE_KEY ?? '';
  if (isOwnMachine(clerkHost(publishable))) faults.push('CLERK_PUBLISHABLE_KEY belongs to a stand-in');
  for (const name of ['API_URL', 'STORE_ORIGIN']) {
    const value = environment[name];
    if (!value) continue;
    if (!value.startsWith('https://')) faults.push(`${name} must be https in ${stage}`);
    else if (URL.canParse(value) && isOwnMachine(new URL(value).host))
      faults.push(`${name} is an address of the machine itself`);
  }
  if (stage === 'production') {
    if (publishable && !publishable.startsWith('pk_live_'))
      faults.push('CLERK_PUBLISHABLE_KEY must be a live key');
    if (environment.CLERK_SECRET_KEY && !environment.CLERK_SECRET_KEY.startsWith('sk_live_')) {
      faults.push('CLERK_SECRET_KEY must be a live key');
    }
  }
  return faults;
}

/**
 * Reads and checks the settings; empty text counts as absent.
 *
 * @throws SettingsError listing every fault at once
 */
export function loadSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const name of variableNames) {
    const raw = environment[name] === '' ? undefined : environment[name];
    const parsed = variables[name].schema.safeParse(raw);
    if (parsed.success) values[name] = parsed.data;
    else if (raw === undefined) faults.push(`${name} is not set`);
    else faults.push(`${name}: ${parsed.error.issues.map((issue) => issue.message).join('; ')}`);
  }
  faults.push(...deployedStageFaults(environment));
  if (faults.length > 0) throw new SettingsError(faults);
  return Object.freeze(values) as Settings;
}

let loaded: Settings | undefined;

/** The settings of this process, read once, when first needed: a build needs none. */
export function settings(): Settings {
  return (loaded ??= loadSettings());
}
