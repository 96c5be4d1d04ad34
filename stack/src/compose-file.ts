import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from './clone.ts';

interface ComposeFile {
  services: Record<string, { environment?: Record<string, string | number> }>;
}

/** Variables of a runtime, not settings of ours. */
const OF_NODE = new Set(['NODE_OPTIONS']);

/**
 * The settings that compose.yaml gives a service, read without an engine.
 *
 * @param given the variables of the person who runs compose; without them the published defaults hold
 */
export function composeEnvironment(service: string, given: Record<string, string>): Record<string, string> {
  const file = parse(readFileSync(join(root, 'compose.yaml'), 'utf8'), { merge: true }) as ComposeFile;
  const environment = file.services[service]?.environment;
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
function interpolate(text: string, given: Record<string, string>): string {
  const innermost = /\$\{(\w+)(?:(:?-)([^{}]*))?\}/g;
  const replaced = text.replaceAll(innermost, (_all, name: string, kind?: string, otherwise = '') => {
    const value = given[name];
    return value === undefined || (kind === ':-' && value === '') ? otherwise : value;
  });
  return replaced === text ? text : interpolate(replaced, given);
}
