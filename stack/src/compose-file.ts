import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from './clone.ts';

/** What compose.yaml says of a service; the fields that something here compares with another place. */
export interface ComposeService {
  environment?: Record<string, string | number>;
  command: string[];
  init: boolean;
  cap_drop: string[];
  read_only?: boolean | string;
  mem_limit?: string;
  cpus?: number;
  stop_grace_period: string;
  tmpfs?: string[];
  healthcheck?: { test: string[]; interval: string; timeout: string; retries: number; start_period: string };
}

interface ComposeFile {
  services: Record<string, ComposeService>;
}

/** Variables of a runtime, not settings of ours. */
const OF_NODE = new Set(['NODE_OPTIONS']);

/** A service of compose.yaml as it stands there: a field may hold a variable with its default. */
export function composeService(name: string): ComposeService {
  const file = parse(readFileSync(join(root, 'compose.yaml'), 'utf8'), { merge: true }) as ComposeFile;
  const service = file.services[name];
  if (!service) throw new Error(`compose.yaml has no service ${name}`);
  return service;
}

/**
 * The settings that compose.yaml gives a service, read without an engine.
 *
 * @param given the variables of the person who runs compose; without them the published defaults hold
 */
export function composeEnvironment(service: string, given: Record<string, string>): Record<string, string> {
  const { environment } = composeService(service);
  if (!environment) throw new Error(`compose.yaml gives no settings to ${service}`);
  return Object.fromEntries(
    Object.entries(environment)
      .filter(([name]) => !OF_NODE.has(name))
      .map(([name, value]) => [name, interpolate(String(value), given)]),
  );
}

/**
 * `${NAME:-default}` stands for the default when NAME is empty too, `${NAME-default}` only when it is not set. A default
 * may hold variables of its own, so the innermost go first.
 */
export function interpolate(text: string, given: Record<string, string>): string {
  const innermost = /\$\{(\w+)(?:(:?-)([^{}]*))?\}/g;
  const replaced = text.replaceAll(innermost, (_all, name: string, kind?: string, otherwise = '') => {
    const value = given[name];
    return value === undefined || (kind === ':-' && value === '') ? otherwise : value;
  });
  return replaced === text ? text : interpolate(replaced, given);
}
