import { join } from 'node:path';
import { root } from './clone.ts';
import { requestedTestServices } from './config.ts';
import { takeEngine, type Engine } from './engine.ts';
import { StackFault } from './fault.ts';
import { runInTerminal, toolScript } from './run.ts';

type Script = (args: string[], engine: Engine) => Promise<number>;

const node = (script: string, ...args: string[]): Promise<number> =>
  runInTerminal(process.execPath, [script, ...args]);
const vitest =
  (project: string) =>
  (args: string[]): Promise<number> =>
    node(toolScript('vitest'), 'run', '--project', project, ...args);

/** What each root script does. The heavy parts are loaded only when they are asked for. */
const scripts: Record<string, Script> = {
  start: async (args, engine) =>
    engine === 'docker'
      ? (await import('./commands/containers.ts')).startContainers()
      : (await import('./commands/start.ts')).start(args, 'built'),
  dev: async (args) => (await import('./commands/start.ts')).start(args, 'watched'),
  stack: async (args, engine) =>
    engine === 'docker'
      ? (await import('./commands/containers.ts')).containersCommand(args)
      : (await import('./commands/stack.ts')).stackCommand(args),
  test: async (args) => (await import('./checks/suite.ts')).runSuite(args),
  check: async () => (await import('./checks/check.ts')).check(),
  'test:unit': vitest('unit'),
  'test:integration': async (args) => (await import('./checks/integration.ts')).integration(args),
  'test:e2e': async (args) => (await import('./checks/browser-suite.ts')).runBrowserSuite(args),
  'test:containers': async (args) => (await import('./containers/suite.ts')).runContainerSuite(args),
  'test:artefact': async (args, engine) =>
    engine === 'docker'
      ? (await import('./checks/artefact-in-containers.ts')).artefactInContainers()
      : (await import('./checks/artefact.ts')).artefact(args),
  'test:parity': (args) => node(join(root, 'docker/parity/src/main.ts'), ...args),
  bench: async (args) => (await import('./commands/bench.ts')).bench(args),
  aws: (args) => node(join(root, 'docker/aws/src/main.ts'), ...args),
  'db:generate': (args) =>
    runInTerminal(process.execPath, [toolScript('drizzle-kit'), 'generate', ...args], {
      folder: join(root, 'backend'),
    }),
  'db:migrate': async () => (await import('./commands/migrate.ts')).migrate(),
  'test:infra': async (args) => (await import('./aws/commands.ts')).testInfra(args),
  'test:scan': async (args) => (await import('./aws/scan.ts')).testScan(args),
  sst: async (args) => (await import('./aws/commands.ts')).sst(args),
  'deploy:check': async (args) => (await import('./aws/commands.ts')).checkDeployment(args),
  build: async (args) => (await import('./web/build.ts')).buildCommand(args),
  'build:site': async (args) => (await import('./artefact/build.ts')).buildSiteCommand(args),
  format: (args) => node(toolScript('prettier'), '--write', '.', ...args),
  'lint:frontend': (args) => node(toolScript('eslint'), 'frontend', ...args),
};

/** Those that know `--engine docker`. */
const runsInContainers = new Set(['start', 'stack', 'test:artefact']);

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
    const engine = takeEngine(name, args, runsInContainers.has(name) ? ['embedded', 'docker'] : ['embedded']);
    if (name === 'test:e2e') refuseTestEngine(name);
    return await script(args, engine);
  } catch (error) {
    if (!(error instanceof StackFault)) throw error;
    process.stderr.write(`${error.message}\n${error.act ? `What to do: ${error.act}\n` : ''}`);
    return 1;
  }
}

/** TEST_ENGINE is about the integration tests; asking others for one must not quietly run another. */
function refuseTestEngine(name: string): void {
  const { engine } = requestedTestServices;
  if (engine === 'embedded') return;
  throw new StackFault(
    `TEST_ENGINE=${engine} is not known to ${name}`,
    'Leave it out, or run npm run test:containers, which opens the browser on the containers too.',
  );
}
