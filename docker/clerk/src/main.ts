import { readSettings, usage } from './config.ts';
import { start, type ClerkServer } from './server.ts';

/** Starts the stand-in, says `ready` and serves until it is told to stop. */
async function main(): Promise<void> {
  const settings = readSettings();
  const announce = (line: string) => void process.stdout.write(`${line}\n`);
  const server = await start({ ...settings, announce });
  // Before `ready`: whoever waits for that line may end the program at once.
  process.once('SIGTERM', () => void stop(server));
  process.once('SIGINT', () => void stop(server));
  announce(`sign-in for ${settings.hostLabel} at ${server.url}, people at ${server.url}/__local/`);
  announce('ready');
}

async function stop(server: ClerkServer): Promise<void> {
  await server.close();
  process.exit(0);
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`clerk stand-in: ${reason}\n\n${usage}`);
  process.exitCode = 1;
});
