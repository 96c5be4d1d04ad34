import { readOptions, USAGE, UsageError } from './config.ts';
import { start } from './server.ts';

/** The command: starts the server, prints where it serves and `ready`, and stops on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(USAGE);
    return;
  }
  const running = await start(readOptions(args));
  const stop = () => void running.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`S3 and SES v2 at ${running.url}, mail at ${running.url}/_inbox\nready\n`);
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n${error instanceof UsageError ? `\n${USAGE}` : ''}`);
  process.exitCode = 1;
});
