import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { handOver, readCommandLine, USAGE, UsageError, type Settings } from './config.ts';

const root = join(import.meta.dirname, '../../..');

/** Runs the suite by vitest and gives its exit code. */
async function runSuite(settings: Settings, args: string[]): Promise<number> {
  const script = join(createRequire(import.meta.url).resolve('vitest/package.json'), '../vitest.mjs');
  const child = spawn(process.execPath, [script, 'run', '--project', 'parity', ...args], {
    cwd: root,
    env: handOver(settings),
    stdio: 'inherit',
  });
  process.on('SIGTERM', () => child.kill('SIGTERM')).on('SIGINT', () => undefined);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

async function main(args: string[]): Promise<number> {
  const { settings, write, help, rest } = readCommandLine(args);
  const { target, credentials, bucket } = settings;
  if (help) {
    console.log(USAGE);
    return 0;
  }
  if (write) {
    const { parityDocument } = await import('./document.ts');
    writeFileSync(join(root, 'docs/parity.md'), parityDocument());
    return 0;
  }
  if (target === 'aws' && (!credentials || !bucket)) {
    console.log(
      'Parity with AWS was not checked: it needs AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and --bucket.',
    );
    return 0;
  }
  return runSuite(settings, rest);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
