import { join } from 'node:path';
import { root } from './clone.ts';
import { requestedEngine } from './config.ts';
import { StackFault } from './fault.ts';
import { runInTerminal, toolScript } from './run.ts';

type Script = (args: string[]) => Promise<number>;

const node = (script: string, ...args: string[]): Promise<number> =>
  runInTerminal(process.execPath, [script, ...args]);
const vitest =
  (project: string) =>
  (args: string[]): Promise<number> =>
    node(toolScript('vitest'), 'run', '--project', project, ...args);

/** What each root script does. The heavy parts are loaded only when they are asked for. */
const scripts: Record<string, Script> = {
  start: async (args) => (await import('./commands/start.ts')).start(args, 'built'),
  dev: async (args) => (await import('./commands/start.ts')).start(args, 'watched'),
  stack: async (args) => (await import('./commands/stack.ts')).stackCommand(args),
  test: async (args) => (await import('./checks/suite.ts')).runSuite(args),
  check: async () => (await import('./checks/check.ts')).check(),
  'test:unit': vitest('unit'),
  'test:integration': vitest('integration'),
  'test:e2e': async (args) => (await import('./checks/browser-suite.ts')).runBrowserSuite(args),
  bench: async (args) => (await import('./commands/bench.ts')).bench(args),
  aws: (args) => node(join(root, 'docker/aws/src/main.ts'), ...args),
  'db:generate': (args) =>
    runInTerminal(process.execPath, [toolScript('drizzle-kit'), 'generate', ...args], {
      folder: join(root, 'backend'),
    }),
  'db:migrate': async () => (await import('./commands/migrate.ts')).migrate(),
  build: async (args) => (await import('./web/build.ts')).buildCommand(args),
  format: (args) => node(toolScript('prettier'), '--write', '.', ...args),
  'lint:frontend': (args) => node(toolScript('eslint'), 'frontend', ...args),
};

/**
 * Runs a root script.
 *
 * @returns the exit code; a fault that a person can act on is printed as text, any other is thrown
 */
export async function runScript(name: string, args: string[]): Promise<number> {
  const script = scripts[name];
  if (!script) {
    process.stderr.write(`There is no script ${name}. Known: ${Object.keys(scripts).join(', ')}\n`);
    return 2;
  }
  try {
    refuseOtherEngines(args);
    return await script(args);
  } catch (error) {
    if (!(error instanceof StackFault)) throw error;
    process.stderr.write(`${error.message}\n${error.act ? `What to do: ${error.act}\n` : ''}`);
    return 1;
  }
}

/** The embedded environment is the only one; asking for another must not quietly start this one. */
function refuseOtherEngines(args: string[]): void {
  const at = args.findIndex((arg) => arg === '--engine' || arg.startsWith('--engine='));
  const asked = at >= 0 ? (args[at]?.split('=')[1] ?? args[at + 1] ?? '') : requestedEngine;
  if (!asked || asked === 'embedded') {
    if (at >= 0) args.splice(at, args[at]?.includes('=') ? 1 : 2);
    return;
  }
  throw new StackFault(
    `Engine "${asked}" is not here yet; only "embedded" is`,
    'Leave --engine and TEST_ENGINE out.',
  );
}
