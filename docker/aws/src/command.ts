import { readOptions, USAGE, UsageError } from './config.ts';
import { start } from './server.ts';

/** The command: starts the server, prints where it serves and `ready`, and stops on SIGTERM or SIGINT. */
export async function run(args: string[]): Promise<void> {
  if (args.includes('--help')) {
    process.stdout.write(USAGE);
    return;
  }
  try {
    const running = await start(readOptions(args));
    const stop = () => void running.close().then(() => process.exit(0));
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    process.stdout.write(`S3 and SES v2 at ${running.url}, mail at ${running.url}/_inbox\nready\n`);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${message}\n${error instanceof UsageError ? `\n${USAGE}` : ''}`);
    process.exitCode = 1;
  }
}
