import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countBrowserSuite } from '../checks/browser-suite.ts';
import { runContainerIntegration } from '../checks/integration.ts';
import { Parts } from '../checks/parts.ts';
import { passed, refuseSkips, summaryLine, tallyVitest, type Tally } from '../checks/tally.ts';
import { runVitest, vitestReporters } from '../checks/vitest.ts';
import { root } from '../clone.ts';
import { nextSignal } from '../commands/signal.ts';
import { wholeEnvironment } from '../config.ts';
import { StackFault } from '../fault.ts';
import { readJson } from '../files.ts';
import { runInTerminal } from '../run.ts';
import { removeLeftovers } from '../test-services/leftovers.ts';
import { ensureBases } from './bases.ts';
import { browserVariables } from './browser-variables.ts';
import { buildProgress } from './build-progress.ts';
import { findEngine, whyNoEngine } from './engine.ts';
import { imageSizes, memoryUse } from './figures.ts';
import { keepLogs, tellFailing } from './kept-logs.ts';
import { projectsLeft, removeProjects } from './leftovers.ts';
import { findTestStack, isOfTheTests, testProject, type TestStack } from './test-stack.ts';
import { bringUp } from './up.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

interface Part {
  name: string;
  act: (stack: TestStack, stop: AbortSignal) => Promise<Tally>;
  /** Without it the later ones have nothing to run on. */
  needed?: boolean;
}

/** In the order in which they run; the last three start containers of their own from the same images. */
const all: Part[] = [
  { name: 'build', needed: true, act: build },
  { name: 'up', needed: true, act: up },
  { name: 'e2e in containers', act: endToEnd },
  { name: 'containers', act: async () => refuseSkips(await runVitest('containers')) },
  { name: 'down', act: down },
  { name: 'integration on containers', act: () => runContainerIntegration() },
  { name: 'integration through the pooler', act: () => runContainerIntegration({ pooler: true }) },
  { name: 'parity on LocalStack', act: parity },
];
const namesFrom = (at: number): string[] => all.slice(at).map(({ name }) => name);

/**
 * The root script `test:containers`: from nothing to the whole stack in containers, everything that is tried on it,
 * and its end. The last line says how many tests passed and failed; the exit code is 0 only when none failed.
 *
 * Without an engine, or without a way to LocalStack, all of it is counted as skipped with the reason. Where both are
 * there, a test that skips itself has failed.
 *
 * @param args files and options for vitest: then only those tests run, on a stack that is there or started for them
 */
export async function runContainerSuite(args: readonly string[] = []): Promise<number> {
  if (args.length > 0) return runSome(args);
  const parts = new Parts();
  const stop = new AbortController();
  void nextSignal().then(() => stop.abort());
  const reason = await whyNoEngine(print);
  if (reason) {
    parts.skip(namesFrom(0), reason);
    return parts.conclude();
  }
  await clearAway();
  const stack = await findTestStack();
  try {
    await runAll(parts, stack, stop.signal);
  } finally {
    await keepLogs(stack.compose);
    await clearAway();
  }
  const code = parts.conclude();
  return stop.signal.aborted ? 130 : code;
}

async function runSome(args: readonly string[]): Promise<number> {
  await findEngine();
  const tally = await runVitest('containers', { args });
  print(summaryLine([tally]));
  return tally.failed > 0 ? 1 : 0;
}

async function runAll(parts: Parts, stack: TestStack, stop: AbortSignal): Promise<void> {
  let reason: string | undefined;
  const imaged = await parts.run('images', async () => {
    reason = await ensureBases(stack.compose, (line) => print(`  ${line}`));
    return passed('images', reason ? 0 : 1);
  });
  if (!imaged || reason) return parts.skip(namesFrom(0), reason ?? 'the base images are not there');
  for (const [at, { name, act, needed }] of all.entries()) {
    if (stop.aborted) return parts.skip(namesFrom(at), 'the run was ended');
    const good = await parts.run(name, () => act(stack, stop));
    if (!good) await tellFailing(stack.compose, print);
    if (!good && needed) return parts.skip(namesFrom(at + 1), `${name} failed`);
  }
}

async function build({ compose }: TestStack, signal: AbortSignal): Promise<Tally> {
  await compose.build({ onLine: buildProgress(print), signal });
  for (const line of await imageSizes(compose)) print(`  ${line}`);
  return passed('build');
}

async function up({ compose, ports }: TestStack, signal: AbortSignal): Promise<Tally> {
  await bringUp(compose, { build: 'missing', signal });
  print(`  http://localhost:${ports.web}, files at http://localhost:${ports.store}`);
  for (const line of await memoryUse(compose)) print(`  ${line}`);
  return passed('up');
}

async function endToEnd(stack: TestStack): Promise<Tally> {
  const tally = await countBrowserSuite({
    report: 'e2e-containers',
    variables: await browserVariables(stack),
  });
  for (const line of await memoryUse(stack.compose)) print(`  ${line}`);
  return refuseSkips(tally);
}

/** Also a test: nothing of the project is left. */
async function down({ compose }: TestStack): Promise<Tally> {
  await keepLogs(compose);
  await compose.down({ volumes: true });
  const left = await projectsLeft(isOfTheTests);
  if (left.length > 0) throw new StackFault(`docker compose down left ${left.join(', ')}`);
  return passed('down');
}

async function parity(): Promise<Tally> {
  const name = 'parity on LocalStack';
  const reports = mkdtempSync(join(tmpdir(), 'chancery-reports-'));
  try {
    const file = join(reports, 'parity.json');
    const script = join(root, 'docker/parity/src/main.ts');
    const args = ['--target', 'localstack', '--', ...vitestReporters('parity-localstack', file)];
    const code = await runInTerminal(process.execPath, [script, ...args], {
      // It takes the image of this project, which is built.
      environment: { ...wholeEnvironment(), COMPOSE_PROJECT_NAME: testProject },
    });
    return refuseSkips(tallyVitest(name, readJson(file), code));
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

/** Ends everything of the tests of this clone, also what an earlier run left that was killed. */
async function clearAway(): Promise<void> {
  await removeProjects(isOfTheTests);
  await removeLeftovers();
}
