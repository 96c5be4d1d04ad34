import type { Role } from './variable.ts';
import { variables, type VariableName } from './variables.ts';

/** A publishable key holds the base64 of its instance's host and a dollar sign. */
function clerkHost(publishableKey: string): string {
  return Buffer.from(publishableKey.replace(/^pk_(test|live)_/, ''), 'base64')
    .toString('utf8')
    .replace(/\$$/, '');
}

/** A published local value, wherever it stands: in quotes, in capitals, behind the number of its version. */
const published = /local-only-|^sk_test_local/i;

/** Whether a host, with or without a port, is the machine itself: nobody reaches a deployed stage there. */
function isOwnMachine(host: string): boolean {
  const name = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  return /(^|\.)localhost$/.test(name) || /^127\./.test(name) || ['0.0.0.0', '[::]', '[::1]'].includes(name);
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
    if (published.test(value)) faults.push(`${name} holds a published local value`);
  }
  faults.push(...clerkFaults(stage, environment), ...runtimeFaults(stage, environment));
  for (const name of ['WEB_ORIGIN', 'OPENAI_COMPATIBLE_BASE_URL']) {
    const value = environment[name];
    if (!value) continue;
    if (!value.startsWith('https://')) faults.push(`${name} must be https in ${stage}`);
    else if (URL.canParse(value) && isOwnMachine(new URL(value).host))
      faults.push(`${name} is an address of the machine itself`);
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
  if (publishable && isOwnMachine(clerkHost(publishable))) {
    faults.push('CLERK_PUBLISHABLE_KEY belongs to a stand-in');
  }
  if (stage !== 'production') return faults;
  if (publishable && !publishable.startsWith('pk_live_'))
    faults.push('CLERK_PUBLISHABLE_KEY must be a live key');
  if (secret && !secret.startsWith('sk_live_')) faults.push('CLERK_SECRET_KEY must be a live key');
  return faults;
}

/** What the SDK and Node read by themselves, unasked: another way to a stand-in, to trust anybody, or into the process. */
function runtimeFaults(stage: string, environment: NodeJS.ProcessEnv): string[] {
  const endpoints = Object.keys(environment).filter(
    (name) => /^AWS_ENDPOINT_URL_/.test(name) && environment[name],
  );
  return [
    ...endpoints.map((name) => `${name} is for the local stack only; unset it in ${stage}`),
    ...(environment.NODE_TLS_REJECT_UNAUTHORIZED === '0'
      ? [`NODE_TLS_REJECT_UNAUTHORIZED must not be 0 in ${stage}`]
      : []),
    ...(/--inspect/.test(environment.NODE_OPTIONS ?? '')
      ? [`NODE_OPTIONS must not open the debugger in ${stage}`]
      : []),
  ];
}
