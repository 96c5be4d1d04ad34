// The only file of the suite that reads the environment.
import { parseArgs } from 'node:util';
import { targets, type Target } from './check.ts';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** What a run is to be made against. */
export interface Settings {
  target: Target;
  region: string;
  /** LocalStack: a server that runs already. AWS: another address of it. */
  endpoint?: string;
  /** LocalStack: the image to start; without one it is built. */
  image?: string;
  /** AWS: a bucket in which objects may be made and deleted. */
  bucket?: string;
  /** AWS: a verified address to send from. */
  sender?: string;
  /** AWS alone; the others have published keys. */
  credentials?: Credentials;
}

export const USAGE = `Usage: npm run test:parity -- --target standin|localstack|aws [options] [-- vitest's options]

  --target standin       our own S3 and SES v2, started for the run (default)
  --target localstack    LocalStack in a container of its own, built from docker/localstack, or of the image
                         COMPOSE_PROJECT_NAME-localstack where that is set; or one that runs: --endpoint URL
  --target aws           needs AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and --bucket NAME; objects are made and deleted
                         under parity/ in it. --sender ADDRESS, a verified one, adds the checks that send mail, to the
                         mailbox simulator. AWS_REGION, else eu-west-2.
  --write                writes docs/parity.md from the list of differences and ends
`;

/** A command line that cannot be followed; the message says why. */
export class UsageError extends Error {}

const HANDED_OVER = 'CHANCERY_PARITY';
const flags = {
  target: { type: 'string' },
  endpoint: { type: 'string' },
  bucket: { type: 'string' },
  sender: { type: 'string' },
  write: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Reads the command line. What is no option of ours is left for vitest. @throws UsageError */
export function readCommandLine(args: string[]): {
  settings: Settings;
  write: boolean;
  help: boolean;
  rest: string[];
} {
  const { values, positionals } = parse(args);
  const target = targets.find((name) => name === (values.target ?? 'standin'));
  if (!target) throw new UsageError(`--target must be one of ${targets.join(', ')}.`);
  if (values.endpoint !== undefined && !URL.canParse(values.endpoint)) {
    throw new UsageError('--endpoint must be the address of a server.');
  }
  const { endpoint, bucket, sender } = values;
  const settings = { ...defaults(target), endpoint, bucket, sender, credentials: credentials() };
  return { settings, write: values.write ?? false, help: values.help ?? false, rest: positionals };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: flags, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function defaults(target: Target): Settings {
  const project = process.env.COMPOSE_PROJECT_NAME;
  const image = project ? `${project}-localstack` : undefined;
  return { target, region: process.env.AWS_REGION || 'eu-west-2', image };
}

function credentials(): Credentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, sessionToken: process.env.AWS_SESSION_TOKEN || undefined };
}

/** The environment in which the test runner finds these settings. */
export function handOver(settings: Settings): NodeJS.ProcessEnv {
  return { ...process.env, [HANDED_OVER]: JSON.stringify(settings) };
}

/** The settings that the command handed over; without them the stand-in. */
export function handedOver(): Settings {
  const text = process.env[HANDED_OVER];
  return text ? (JSON.parse(text) as Settings) : defaults('standin');
}

/** Points the product's own adapters, which read the SDK's variables, at a server. */
export function pointSdkAt(
  endpoint: string | undefined,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
): void {
  const values = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
