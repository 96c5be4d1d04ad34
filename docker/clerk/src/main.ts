import { readSettings, usage } from './config.ts';
import { start, type ClerkServer } from './server.ts';

/** Starts the stand-in, says `ready` and serves until it is told to stop. */
async function main(): Promise<void> {
  const settings = readSettings();
  const announce = (line: string) => void process.stdout.write(`${line}\n`);
  const server = await start({ ...settings, announce });
  announce(`sign-in for ${settings.hostLabel} at ${server.url}, people at ${server.url}/__local/`);
  announce('ready');
  process.once('SIGTERM', () => void stop(server));
  process.once('SIGINT', () => void stop(server));
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
