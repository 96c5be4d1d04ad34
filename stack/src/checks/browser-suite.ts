import { join } from 'node:path';
import { folders, root } from '../clone.ts';
import { wholeEnvironment } from '../config.ts';
import { stackEnvironment, webOrigin, type StackPlace } from '../environment.ts';
import { StackFault, textOf } from '../fault.ts';
import { runInTerminal, toolScript } from '../run.ts';
import { keptSecrets } from '../secrets.ts';
import { cloneContext, startStack } from '../stack.ts';
import { isRunning, readState } from '../state.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** The root script `test:e2e`. */
export async function runBrowserSuite(args: string[]): Promise<number> {
  return browserSuite(args);
}

/**
 * Runs the end-to-end tests. `TARGET` is the base URL of a running stack; `local`, the default, starts a stack
 * of its own for the run.
 *
 * @param args for Playwright: `--ui`, `--headed`, file names
 * @param reportFile where the results go as JSON
 * @returns Playwright's exit code
 */
export async function browserSuite(args: string[], reportFile?: string): Promise<number> {
  const target = wholeEnvironment().TARGET || 'local';
  if (target !== 'local') return playwright(args, reportFile, ownStackAt(target));
  try {
    await using stack = await startStack({ onLine: print });
    return await playwright(args, reportFile, testVariables(stack.place));
  } catch (error) {
    if (!(error instanceof StackFault)) throw error;
    print(`The stack for the browser tests did not start. ${textOf(error)}\n${error.act}`);
    return 1;
  }
}

/** What the tests need to know of a stack: where it is, where its mail is read, the key that makes accounts. */
function testVariables(place: StackPlace): NodeJS.ProcessEnv {
  const { CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY, CLERK_API_URL, API_URL } = stackEnvironment('web', place);
  return {
    TARGET: webOrigin(place.ports),
    INBOX_URL: `http://localhost:${place.ports.aws}`,
    ...{ API_URL, CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY, CLERK_API_URL },
  };
}

/** A target that is this clone's own running stack needs no more than its address; others bring their keys. */
function ownStackAt(target: string): NodeJS.ProcessEnv {
  const state = readState(folders.state);
  if (!isRunning(state) || webOrigin(state.ports) !== new URL(target).origin) return { TARGET: target };
  const { place } = cloneContext(
    { ports: state.ports, secrets: keptSecrets(folders.state) },
    state.mode,
    print,
  );
  const { INBOX_URL: _inbox, ...known } = testVariables(place);
  return { ...known, ...wholeEnvironment(), TARGET: target };
}

function playwright(
  args: string[],
  reportFile: string | undefined,
  variables: NodeJS.ProcessEnv,
): Promise<number> {
  const reporters = ['list', 'html', ...(reportFile ? ['json'] : [])].join(',');
  const script = toolScript('@playwright/test', 'playwright');
  return runInTerminal(process.execPath, [script, 'test', '-c', 'e2e', `--reporter=${reporters}`, ...args], {
    environment: {
      ...wholeEnvironment(),
      ...variables,
      PLAYWRIGHT_HTML_OUTPUT_DIR: join(root, 'e2e/report'),
      // Serving the report would keep the terminal, and with it the stack, until somebody ends it.
      PLAYWRIGHT_HTML_OPEN: 'never',
      ...(reportFile ? { PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile } : {}),
    },
  });
}
