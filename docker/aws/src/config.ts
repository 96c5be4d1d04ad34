import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { BucketConfig } from './s3/setup.ts';
import type { Options } from './server.ts';

export const USAGE = `Usage: node docker/aws/src/main.ts --dir DIR --port N [options]

S3 and SES v2 for this machine. The access key comes from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.

  --dir DIR              where objects and mail are kept
  --port N               0 takes a free port
  --host HOST            default 127.0.0.1
  --bucket NAME          a bucket to have from the start; may be repeated
  --bucket-config FILE   its CORS, lifecycle and public access block, such as infra/bucket.json
  --web-origin URL       takes the place of \${WEB_ORIGIN} in that file
  --identity ADDRESS     an address or domain that may send; may be repeated
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
  const config = flags['bucket-config'] === undefined ? undefined : readConfig(flags['bucket-config']);
  return {
    dir: flags.dir,
    port: portOf(flags.port),
    host: flags.host,
    accessKeyId,
    secretAccessKey,
    buckets: flags.bucket?.map((name) => ({ name, config, webOrigin: flags['web-origin'] })),
    identities: flags.identity,
  };
}

/** Reads a port from a flag. @throws UsageError */
export function portOf(value: string | undefined): number {
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
        identity: { type: 'string', multiple: true },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readConfig(file: string): BucketConfig {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as BucketConfig;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} cannot be read: ${why}`);
  }
}
