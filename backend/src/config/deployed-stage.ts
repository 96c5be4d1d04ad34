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
  faults.push(...clerkFaults(stage, environment), ...runtimeFaults(stage, environment));
  for (const name of ['WEB_ORIGIN', 'OPENAI_COMPATIBLE_BASE_URL']) {
    if (environment[name] && !environment[name].startsWith('https://'))
      faults.push(`${name} must be https in ${stage}`);
  }
  if (/@([^@]+\.)?localhost$/i.test(environment.SES_FROM_ADDRESS ?? ''))
    faults.push('SES_FROM_ADDRESS is an address of the local stack');
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

/** What the SDK and Node read by themselves, unasked: another way to a stand-in, or to trust anybody. */
function runtimeFaults(stage: string, environment: NodeJS.ProcessEnv): string[] {
  const endpoints = Object.keys(environment).filter(
    (name) => /^AWS_ENDPOINT_URL_/.test(name) && environment[name],
  );
  return [
    ...endpoints.map((name) => `${name} is for the local stack only; unset it in ${stage}`),
    ...(environment.NODE_TLS_REJECT_UNAUTHORIZED === '0'
      ? [`NODE_TLS_REJECT_UNAUTHORIZED must not be 0 in ${stage}`]
      : []),
  ];
}
