import type { Role } from './variable.ts';
import { variables, type VariableName } from './variables.ts';

/** A publishable key holds the base64 of its instance's host and a dollar sign. */
function clerkHost(publishableKey: string): string {
  return Buffer.from(publishableKey.replace(/^pk_(test|live)_/, ''), 'base64')
    .toString('utf8')
    .replace(/\$$/, '');
}

/** What a deployed stage refuses, by name: stand-ins, their keys, published local values, plain http. */
export function deployedStageFaults(role: Role, environment: NodeJS.ProcessEnv): string[] {
  const stage = environment.STAGE;
  if (stage !== 'staging' && stage !== 'production') return [];
  const faults: string[] = [];
  for (const name of Object.keys(variables) as VariableName[]) {
    const value = environment[name];
    if (!value || !(variables[name].roles as readonly Role[]).includes(role)) continue;
    if (variables[name].scope === 'local-only')
      faults.push(`${name} is for the local stack only; unset it in ${stage}`);
    if (/^local-only-|^sk_test_local/.test(value)) faults.push(`${name} holds a published local value`);
  }
  faults.push(...clerkFaults(stage, environment));
  if (environment.WEB_ORIGIN && !environment.WEB_ORIGIN.startsWith('https://')) {
    faults.push(`WEB_ORIGIN must be https in ${stage}`);
  }
  if (environment.DB_SSL === 'disable') faults.push(`DB_SSL must be require in ${stage}`);
  return faults;
}

function clerkFaults(stage: string, environment: NodeJS.ProcessEnv): string[] {
  const faults: string[] = [];
  const publishable = environment.CLERK_PUBLISHABLE_KEY;
  const secret = environment.CLERK_SECRET_KEY;
  if (publishable && /\.localhost$/.test(clerkHost(publishable))) {
    faults.push('CLERK_PUBLISHABLE_KEY belongs to a stand-in');
  }
  if (stage !== 'production') return faults;
  if (publishable && !publishable.startsWith('pk_live_'))
    faults.push('CLERK_PUBLISHABLE_KEY must be a live key');
  if (secret && !secret.startsWith('sk_live_')) faults.push('CLERK_SECRET_KEY must be a live key');
  return faults;
}
