import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { GrantedKey } from './access.ts';
import type { BucketConfig } from './s3/setup.ts';
import type { Options } from './server.ts';

export interface InboxOptions {
  /** Base address of a server that answers `/_aws/ses`: LocalStack or the one in this folder. */
  source: string;
  /** 0 takes a free one. */
  port: number;
  /** Default 127.0.0.1. */
  host?: string;
}

export const USAGE = `Usage: node docker/aws/src/main.ts --dir DIR --port N [options]

S3 and SES v2 for this machine. The owner's key, which may do everything, comes from AWS_ACCESS_KEY_ID and
AWS_SECRET_ACCESS_KEY.

  --dir DIR              where objects and mail are kept
  --port N               0 takes a free port
  --host HOST            default 127.0.0.1
  --bucket NAME          a bucket to have from the start; may be repeated
  --bucket-config FILE   its CORS, lifecycle and public access block, such as infra/bucket.json
  --web-origin URL       takes the place of \${WEB_ORIGIN} in that file
  --keys FILE            more keys, each with what it may do: [{id, secret, statements: [{actions, resources}]}]
  --identity ADDRESS     an address or domain that may send; may be repeated
`;

export const INBOX_USAGE = `Usage: node docker/aws/src/inbox.ts --port N [--source URL] [--host HOST]

The inbox page over the mail of another server, which must answer /_aws/ses as LocalStack does.

  --port N         0 takes a free port
  --source URL     that server; default AWS_ENDPOINT_URL
  --host HOST      default 127.0.0.1
`;

/** A command line that cannot be followed; the message says why. */
export class UsageError extends Error {}

/** Reads the command line and the environment. @throws UsageError */
export function readOptions(args: string[], environment: NodeJS.ProcessEnv = process.env): Options {
  const flags = parseFlags(args);
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (!accessKeyId || !secretAccessKey) {
    throw new UsageError('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set.');
  }
  if (!flags.dir) throw new UsageError('--dir is missing.');
  const config = flags['bucket-config'] && (readJson(flags['bucket-config']) as BucketConfig);
  const keys = flags.keys && (readJson(flags.keys) as GrantedKey[]);
  return {
    dir: flags.dir,
    port: portOf(flags.port),
    host: flags.host,
    accessKeyId,
    secretAccessKey,
    keys: keys || undefined,
    buckets: flags.bucket?.map((name) => ({
      name,
      config: config || undefined,
      webOrigin: flags['web-origin'],
    })),
    identities: flags.identity,
  };
}

/** Reads the command line and the environment of the inbox page alone. @throws UsageError */
export function readInboxOptions(args: string[], environment: NodeJS.ProcessEnv = process.env): InboxOptions {
  const flags = parseFlags(args);
  const source = flags.source ?? environment.AWS_ENDPOINT_URL;
  if (!source || !URL.canParse(source)) throw new UsageError('--source must be the address of a server.');
  return { source, port: portOf(flags.port), host: flags.host };
}

/** Reads a port from a flag. @throws UsageError */
function portOf(value: string | undefined): number {
  if (value !== undefined && /^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new UsageError('--port must be a number from 0 to 65535.');
}

function parseFlags(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        dir: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        bucket: { type: 'string', multiple: true },
        'bucket-config': { type: 'string' },
        'web-origin': { type: 'string' },
        keys: { type: 'string' },
        identity: { type: 'string', multiple: true },
        source: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} cannot be read: ${why}`);
  }
}
