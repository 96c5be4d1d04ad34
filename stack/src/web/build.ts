import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../clone.ts';
import { systemEnvironment } from '../config.ts';
import { StackFault } from '../fault.ts';
import { runCaptured, toolScript } from '../run.ts';

const frontend = join(root, 'frontend');
const output = join(frontend, '.next');
const stampFile = join(output, 'chancery-build');
const standalone = join(output, 'standalone/frontend');

/** The program that serves the build. */
export function builtServer(): string {
  return join(standalone, 'server.js');
}

/**
 * Builds the web interface unless the present build was made from these very sources.
 *
 * @throws StackFault with the compiler's words
 */
export async function buildWeb(announce: (line: string) => void): Promise<void> {
  const inputs = hashOfWebInputs();
  if (isBuiltFrom(inputs)) return;
  announce(
    existsSync(stampFile) ? 'Building the web interface: its sources changed' : 'Building the web interface',
  );
  rmSync(stampFile, { force: true });
  const { code, output: told } = await runCaptured(process.execPath, [toolScript('next'), 'build'], {
    folder: frontend,
    // The services start meanwhile, and some have a limit of time for it.
    inBackground: true,
    environment: {
      ...systemEnvironment(),
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NO_COLOR: '1',
    },
  });
  if (code !== 0) {
    throw new StackFault(
      `the web interface does not build:\n${told.trimEnd().split('\n').slice(-40).join('\n')}`,
      'Repair what the compiler names and start again.',
    );
  }
  // The server of a standalone build leaves out what a content network would serve.
  cpSync(join(output, 'static'), join(standalone, '.next/static'), { recursive: true });
  if (existsSync(join(frontend, 'public'))) {
    cpSync(join(frontend, 'public'), join(standalone, 'public'), { recursive: true });
  }
  writeFileSync(stampFile, inputs);
}

/** The root script `build`. */
export async function buildCommand(args: string[]): Promise<number> {
  if (args.includes('--force')) rmSync(stampFile, { force: true });
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const started = performance.now();
  await buildWeb(print);
  print(`The web interface is built (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return 0;
}

function isBuiltFrom(inputs: string): boolean {
  return existsSync(builtServer()) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === inputs;
}

/** A hash of everything a build depends on: sources, configuration, dependencies, the Node that builds. */
export function hashOfWebInputs(): string {
  const hash = createHash('sha256').update(process.version);
  const files = globSync('**/*', {
    cwd: frontend,
    withFileTypes: true,
    exclude: (entry) => ['node_modules', '.next', '.open-next'].includes(entry.name),
  })
    .filter(
      (entry) =>
        entry.isFile() &&
        !/\.test\.tsx?$|^(next-env\.d|open-next\.config)\.ts$|\.tsbuildinfo$/.test(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of [...files, join(root, 'package-lock.json')]) {
    hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}
