import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { isLocal } from '../../../e2e/src/target.ts';
import { folders, root } from '../clone.ts';
import { wholeEnvironment } from '../config.ts';
import { browserVariables } from '../containers/browser-variables.ts';
import { cloneProject, keptPorts } from '../containers/clone-project.ts';
import { stackEnvironment, webOrigin, type StackPlace } from '../environment.ts';
import { StackFault, textOf } from '../fault.ts';
import { readJson } from '../files.ts';
import { runInTerminal, toolScript } from '../run.ts';
import { keptSecrets } from '../secrets.ts';
import { cloneContext, startStack } from '../stack.ts';
import { isRunning, readState } from '../state.ts';
import { junitFile, suiteFolder } from './reports.ts';
import { tallyPlaywright, type Tally } from './tally.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

export interface BrowserRun {
  /** For Playwright: `--ui`, `--headed`, file names; `--smoke` takes the short profile for a deployed stage. */
  args?: readonly string[];
  /** Names the folder of the report. Default: `e2e`. */
  report?: string;
  /** Where the stack under test is; without them one is started for the run, whatever `TARGET` says. */
  variables?: NodeJS.ProcessEnv;
}

/**
 * The root script `test:e2e`. `TARGET` is the base URL of a running stack; `local`, the default, starts a stack of its
 * own for the run.
 *
 * @throws StackFault when another machine is to be tested by more than the smoke profile
 */
export async function runBrowserSuite(args: string[]): Promise<number> {
  const target = wholeEnvironment().TARGET || 'local';
  const variables = target === 'local' ? undefined : await ownStackAt(target);
  const code = await browserSuite({ args, variables });
  print(`Report: npx playwright show-report ${relative(root, reportOf('e2e'))}`);
  return code;
}

/** Runs the end-to-end tests and counts them. */
export async function countBrowserSuite(run: BrowserRun = {}): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-reports-'));
  try {
    const file = join(folder, 'e2e.json');
    const code = await browserSuite(run, file);
    return tallyPlaywright(run.report ?? 'e2e', readJson(file), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs the end-to-end tests.
 *
 * @param jsonFile where the results go as JSON too
 * @returns Playwright's exit code
 */
async function browserSuite(run: BrowserRun, jsonFile?: string): Promise<number> {
  if (run.variables) {
    refuseWholeProfile(run.variables.TARGET ?? '', run.args ?? []);
    return playwright(run, run.variables, jsonFile);
  }
  try {
    await using stack = await startStack({ onLine: print });
    return await playwright(run, testVariables(stack.place), jsonFile);
  } catch (error) {
    if (!(error instanceof StackFault)) throw error;
    print(`The stack for the browser tests did not start. ${textOf(error)}\n${error.act}`);
    return 1;
  }
}

/** The whole profile leaves what it makes: people, projects, documents, chats. */
function refuseWholeProfile(target: string, args: readonly string[]): void {
  if (isLocal(target) || args.includes('--smoke')) return;
  throw new StackFault(
    `${target} is not on this machine, and only the smoke profile may run there: the others leave projects and accounts`,
    'Run the smoke profile, which takes everything away that it makes: npm run test:e2e -- --smoke',
  );
}

/** What the tests need to know of a stack: where it is, where its mail is read, the key that makes accounts. */
export function testVariables(place: StackPlace): NodeJS.ProcessEnv {
  const { CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY, CLERK_API_URL, API_URL, STORE_ORIGIN } = stackEnvironment(
    'web',
    place,
  );
  return {
    TARGET: webOrigin(place.ports),
    INBOX_URL: `http://localhost:${place.ports.aws}`,
    ...{ API_URL, STORE_ORIGIN, CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY, CLERK_API_URL },
  };
}

/** A target that is this clone's own stack needs no more than its address; others bring their keys. */
async function ownStackAt(target: string): Promise<NodeJS.ProcessEnv> {
  const known = embeddedAt(target) ?? (await containersAt(target));
  return { ...known, ...wholeEnvironment(), TARGET: target };
}

function embeddedAt(target: string): NodeJS.ProcessEnv | undefined {
  const state = readState(folders.state);
  if (!isRunning(state) || webOrigin(state.ports) !== new URL(target).origin) return undefined;
  const place = { ports: state.ports, secrets: keptSecrets(folders.state) };
  return testVariables(cloneContext(place, state.mode, print).place);
}

async function containersAt(target: string): Promise<NodeJS.ProcessEnv | undefined> {
  const kept = keptPorts();
  if (!kept || `http://localhost:${kept.web}` !== new URL(target).origin) return undefined;
  return browserVariables(await cloneProject());
}

const reportOf = (suite: string): string => join(suiteFolder(suite), 'report');

/** Whatever fails leaves a trace: the report shows it, and the folder `results` holds it. */
function playwright(
  { args = [], report = 'e2e' }: BrowserRun,
  variables: NodeJS.ProcessEnv,
  jsonFile: string | undefined,
): Promise<number> {
  const reporters = ['list', 'html', 'junit', ...(jsonFile ? ['json'] : [])].join(',');
  const results = join(suiteFolder(report), 'results');
  const script = toolScript('@playwright/test', 'playwright');
  const smoke = args.includes('--smoke');
  const options = [
    ...['-c', 'e2e', `--reporter=${reporters}`, `--output=${results}`],
    `--project=${smoke ? 'smoke' : 'whole'}`,
    ...args.filter((one) => one !== '--smoke'),
  ];
  return runInTerminal(process.execPath, [script, 'test', ...options], {
    environment: {
      ...wholeEnvironment(),
      // What may be exported for another target is no matter of this one.
      ...{ TARGET_IS_MINE: '', TARGET_RESOLVER_RULES: '', TARGET_PINNED_KEY: '' },
      ...variables,
      PLAYWRIGHT_HTML_OUTPUT_DIR: reportOf(report),
      // Serving the report would keep the terminal, and with it the stack, until somebody ends it.
      PLAYWRIGHT_HTML_OPEN: 'never',
      PLAYWRIGHT_JUNIT_OUTPUT_NAME: junitFile(report),
      ...(jsonFile ? { PLAYWRIGHT_JSON_OUTPUT_NAME: jsonFile } : {}),
    },
  });
}
