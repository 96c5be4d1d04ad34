import { parseArgs } from 'node:util';
import { hostLabelOf } from './keys.ts';
import type { SeedPerson } from './seeds.ts';

/** What the command line and the environment say. */
export interface Settings {
  dir: string;
  host: string;
  port: number;
  hostLabel: string;
  origins: string[];
  webUrl: string | undefined;
  assetsDir: string | undefined;
  secretKey: string;
  tokenTtlSeconds: number;
  extraHosts: string[];
  seeds: SeedPerson[];
}

export const usage = `usage: CLERK_SECRET_KEY=sk_test_... node docker/clerk/src/main.ts
  --dir DIR                 folder of the state and the key pair
  --host-label NAME         host in the publishable key, such as chancery-1a2b.localhost; CLERK_PUBLISHABLE_KEY
                            in the environment says it as well
  --origins A[,B]           origins of the web application
  [--port N]                4100 by default, 0 for a free one
  [--host ADDRESS]          127.0.0.1 by default
  [--allow-non-loopback]    admit another --host (inside a container)
  [--allow-host NAME]       admit this Host header too; repeatable
  [--web-url URL]           where "Sign in as" leads; the first origin by default
  [--assets DIR]            the browser bundles, as tools/clerk-bundles brings them
  [--token-ttl SECONDS]     life of a session token; 60 by default
  [--seed EMAIL:PASSWORD[:FIRST[:LAST]]]   repeatable
`;

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const HOSTED = [
  'VERCEL',
  'K_SERVICE',
  'AWS_EXECUTION_ENV',
  'ECS_CONTAINER_METADATA_URI_V4',
  'LAMBDA_TASK_ROOT',
];

/**
 * Reads the settings. The program hands a session to whoever asks, so anything that smells of a deployed
 * stage ends it here.
 *
 * @throws with a text for the person who started it.
 */
export function readSettings(
  args: string[] = process.argv.slice(2),
  environment: Record<string, string | undefined> = process.env,
): Settings {
  refuseDeployed(environment);
  const { values } = parseArgs({ args, options, strict: true });
  const host = values.host ?? '127.0.0.1';
  if (!LOOPBACK.has(host) && !values['allow-non-loopback']) {
    throw new Error(`refusing to listen on ${host}: other machines could reach it`);
  }
  const secretKey = environment.CLERK_SECRET_KEY ?? '';
  if (!secretKey.startsWith('sk_test_')) throw new Error('CLERK_SECRET_KEY must begin with sk_test_');
  return {
    dir: required(values.dir, '--dir'),
    host,
    port: whole(values.port ?? '4100', '--port', 0, 65_535),
    hostLabel: required(values['host-label'] ?? labelOf(environment.CLERK_PUBLISHABLE_KEY), '--host-label'),
    origins: required(values.origins, '--origins').split(','),
    webUrl: values['web-url'],
    assetsDir: values.assets,
    secretKey,
    tokenTtlSeconds: whole(values['token-ttl'] ?? '60', '--token-ttl', 5, 86_400),
    extraHosts: values['allow-host'] ?? [],
    seeds: (values.seed ?? []).map(readSeed),
  };
}

const options = {
  dir: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  'host-label': { type: 'string' },
  origins: { type: 'string' },
  'web-url': { type: 'string' },
  assets: { type: 'string' },
  'token-ttl': { type: 'string' },
  'allow-non-loopback': { type: 'boolean' },
  'allow-host': { type: 'string', multiple: true },
  seed: { type: 'string', multiple: true },
} as const;

function refuseDeployed(environment: Record<string, string | undefined>): void {
  const stage = environment.STAGE ?? 'local';
  if (stage !== 'local') throw new Error(`refusing to run in the stage "${stage}": this is for local use`);
  if (environment.NODE_ENV === 'production') throw new Error('refusing to run with NODE_ENV=production');
  const hosted = HOSTED.find((name) => environment[name]);
  if (hosted) throw new Error(`refusing to run on a hosting platform (${hosted} is set)`);
}

/** The label inside of a publishable key, for a stand-in that is given the key its clients are given. */
function labelOf(publishableKey: string | undefined): string | undefined {
  if (!publishableKey) return undefined;
  const label = hostLabelOf(publishableKey);
  if (!label) throw new Error('CLERK_PUBLISHABLE_KEY is not the key of a stand-in');
  return label;
}

function required(value: string | undefined, name: string): string {
  if (!value) throw new Error(`${name} is missing`);
  return value;
}

function whole(text: string, name: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new Error(`${name} must be a whole number from ${least} to ${most}`);
  }
  return value;
}

function readSeed(text: string): SeedPerson {
  const [email, password, firstName = '', lastName = ''] = text.split(':');
  if (!email || !password) throw new Error('--seed must be EMAIL:PASSWORD[:FIRST[:LAST]]');
  return { email, password, firstName: firstName || null, lastName: lastName || null };
}
