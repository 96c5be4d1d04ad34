import { buildSite } from '../artefact/build.ts';
import { names, originVariables, putInFront, type SiteInFront } from '../artefact/edge/in-front.ts';
import { isAtRest, newIn, tracesOf } from '../artefact/edge/traces.ts';
import { nextSignal } from '../commands/signal.ts';
import { ensureBases } from '../containers/bases.ts';
import { browserVariables } from '../containers/browser-variables.ts';
import { buildProgress } from '../containers/build-progress.ts';
import { whyNoEngine } from '../containers/engine.ts';
import { removeProjects } from '../containers/leftovers.ts';
import { findTestStack, isOfTheTests, type TestStack } from '../containers/test-stack.ts';
import { bringUp } from '../containers/up.ts';
import { StackFault } from '../fault.ts';
import { waitUntil } from '../processes/wait.ts';
import { countBrowserSuite } from './browser-suite.ts';
import { Parts } from './parts.ts';
import { passed, refuseSkips, type Tally } from './tally.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Everything but the web process, in whose place the site comes, and what only people look at. */
const serving = ['api', 'worker'];
const built = ['rds-proxy', 'localstack', 'clerk', 'model', ...serving];
/** The worker deletes objects when it sweeps, every 30 seconds. */
const SWEPT_MS = 90_000;
const INGESTED_MS = 120_000;
/** The product has no way to delete a person; the row holds an id and no name. */
const STAYS = 'user_profiles';

const parts = [
  'site',
  'containers',
  'names and certificates',
  'smoke through the site',
  'nothing left',
] as const;

/**
 * `npm run test:artefact -- --engine docker`: the site before the stack in containers as a deployed stage would be, by
 * TLS on names that are not localhost. The smoke profile runs through it, and afterwards nothing of it is left. Who
 * ends it by Ctrl-C or a signal finds nothing of it left, either. Without an engine, or without a way to the base
 * images, all of it is counted as skipped with the reason.
 */
export async function artefactInContainers(): Promise<number> {
  const run = new Parts();
  const reason = await whyNoEngine(print);
  if (reason) {
    run.skip(parts, reason);
    return run.conclude();
  }
  const stop = new AbortController();
  void nextSignal().then(() => stop.abort());
  const stack = await findTestStack(originVariables);
  try {
    await runParts(run, stack, stop.signal);
  } finally {
    await removeProjects(isOfTheTests);
  }
  const code = run.conclude();
  return stop.signal.aborted ? 130 : code;
}

async function runParts(run: Parts, stack: TestStack, stop: AbortSignal): Promise<void> {
  const [build, containers, certificates, smoke, nothing] = parts;
  const endedAt = (at: number): boolean => {
    if (stop.aborted) run.skip(parts.slice(at), 'the run was ended');
    return stop.aborted;
  };
  const reason = await ensureBases(stack.compose, (line) => print(`  ${line}`));
  if (reason) return run.skip(parts, reason);
  if (!(await run.run(build, () => buildSite(print).then(() => passed(build)))))
    return run.skip(parts.slice(1), 'the site could not be built');
  if (endedAt(1)) return;
  if (!(await run.run(containers, () => up(stack, stop))))
    return run.skip(parts.slice(2), 'the containers did not start');
  if (endedAt(2)) return;
  await using started = new AsyncDisposableStack();
  let front: SiteInFront | undefined;
  await run.run(certificates, async () => {
    front = started.use(await putInFront(stack, stop));
    return byName(front);
  });
  const site = front;
  if (!site) return run.skip(parts.slice(3), 'the site did not start before the containers');
  if (endedAt(3)) return;
  const before = await tracesOf(stack);
  await run.run(smoke, () => smokeThrough(stack, site));
  if (endedAt(4)) return;
  await run.run(nothing, async () => {
    let left: string[] = [];
    const looked = async (): Promise<boolean> => {
      left = newIn(before, await tracesOf(stack)).filter((line) => !line.startsWith(`${STAYS}:`));
      return stop.aborted || left.length === 0;
    };
    await waitUntil(looked, SWEPT_MS, 2_000);
    if (!stop.aborted && left.length > 0) throw new StackFault(`left behind: ${left.join('; ')}`);
    return passed(nothing);
  });
}

async function up(stack: TestStack, signal: AbortSignal): Promise<Tally> {
  await removeProjects(isOfTheTests);
  await stack.compose.build({ services: built, onLine: buildProgress(print), signal });
  await bringUp(stack.compose, { services: serving, build: 'missing', signal });
  const settled = async (): Promise<boolean> => signal.aborted || isAtRest(stack);
  if (!(await waitUntil(settled, INGESTED_MS, 1_000)))
    throw new StackFault('the samples of the seed were not read in time');
  return passed('containers');
}

/** What a process in another container sees: each name answers, and only who knows the authority trusts it. */
async function byName(front: SiteInFront): Promise<Tally> {
  const asked = [
    [`https://${names.app}/healthz`, 200],
    [`https://${names.api}/readyz`, 200],
    [`https://${names.files}/_localstack/health`, 200],
  ];
  const script = (body: string): string =>
    `for (const [url, status] of ${JSON.stringify(asked)}) { ${body} }; console.log('all');`;
  const trusting = await front.runNode(
    script(
      `const answer = await fetch(url); if (answer.status !== status) throw new Error(url + answer.status);`,
    ),
    { trusting: true },
  );
  if (trusting.code !== 0 || !trusting.stdout.includes('all'))
    throw new StackFault(`a name does not answer: ${trusting.stderr.slice(-500)}`);
  const strange = await front.runNode(
    script(
      `const fault = await fetch(url).catch((error) => error.cause?.code); ` +
        `if (!/VERIFY|SELF_SIGNED|UNABLE/.test(String(fault))) throw new Error(url + ' is trusted: ' + fault);`,
    ),
    { trusting: false },
  );
  if (strange.code !== 0 || !strange.stdout.includes('all'))
    throw new StackFault(`a certificate of nobody is trusted: ${strange.stderr.slice(-500)}`);
  return passed('names and certificates', 2 * asked.length);
}

async function smokeThrough(stack: TestStack, front: SiteInFront): Promise<Tally> {
  const variables = { ...(await browserVariables(stack)), ...front.variables };
  const tally = refuseSkips(
    await countBrowserSuite({ args: ['--smoke'], report: 'smoke-artefact', variables }),
  );
  if (tally.failed > 0) print(await front.log());
  return tally;
}
