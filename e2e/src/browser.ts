import { chromium } from '@playwright/test';
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { browserEnvironment, browserPath, handedOverBrowser, handOverBrowser, searchPath } from './config.ts';
import { packagedVersion, unpackChromium } from './npm-chromium.ts';

/** A browser that starts here: what `chromium.launch` needs. */
export interface FoundBrowser {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
  /** Name and version, for people. */
  label: string;
}

interface Candidate {
  executablePath: string;
  /** Given to the browser on top of the environment. */
  environment?: Record<string, string>;
  label: (version: string) => string;
}

const LAUNCH_LIMIT_MS = 10_000;
const DOWNLOAD_LIMIT_MS = 120_000;
const cache = join(import.meta.dirname, '../../.local/cache');
/** A container's /dev/shm is often too small for a browser. */
const args = ['--disable-dev-shm-usage'];
const systemNames = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const macChrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * Finds a browser that starts on this machine, and tells in one line which: the one named by BROWSER_PATH,
 * Playwright's own, one of the system, the one from npm, at last a download of Playwright's.
 *
 * @throws when none starts, naming what was tried and the ways out
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const known = handedOverBrowser();
  if (known) {
    const { environment, ...found } = JSON.parse(known) as Omit<FoundBrowser, 'env'> &
      Pick<Candidate, 'environment'>;
    return { ...found, env: browserEnvironment(environment) };
  }
  const { environment, ...found } = await search();
  handOverBrowser(JSON.stringify({ ...found, environment }));
  return { ...found, env: browserEnvironment(environment) };
}

type Search = Omit<FoundBrowser, 'env'> & Pick<Candidate, 'environment'>;

async function search(): Promise<Search> {
  if (browserPath) return named(browserPath);
  const failures: string[] = [];
  for (const candidates of [ownOfPlaywright, ofSystem, fromNpm, downloaded]) {
    for (const candidate of await candidates(failures)) {
      const started = await tryToStart(candidate);
      if ('fault' in started) {
        failures.push(`${candidate.executablePath}: ${started.fault}`);
        continue;
      }
      print(candidate.label(started.version));
      return found(candidate, started.version);
    }
  }
  throw new Error(
    `No browser starts on this machine.\n${failures.map((failure) => `  - ${failure}`).join('\n')}\n` +
      'Do one of: set BROWSER_PATH to a Chromium; npx playwright install chromium; apt-get install chromium.',
  );
}

async function named(executablePath: string): Promise<Search> {
  const candidate = {
    executablePath,
    label: (version: string) => `Using Chromium ${version} (${executablePath})`,
  };
  const started = await tryToStart(candidate);
  if ('fault' in started) throw new Error(`BROWSER_PATH=${executablePath} does not start: ${started.fault}`);
  print(candidate.label(started.version));
  return found(candidate, started.version);
}

function found({ executablePath, environment }: Candidate, version: string): Search {
  return { executablePath, args, environment, label: `Chromium ${version}` };
}

async function ownOfPlaywright(): Promise<Candidate[]> {
  const executablePath = chromium.executablePath();
  if (!existsSync(executablePath)) return [];
  return [{ executablePath, label: (version) => `Using Playwright's Chromium ${version}` }];
}

async function ofSystem(): Promise<Candidate[]> {
  const folders = searchPath().split(delimiter);
  const files = [...systemNames.flatMap((name) => folders.map((folder) => join(folder, name))), macChrome];
  return files.filter(isExecutable).map((executablePath) => ({
    executablePath,
    label: (version) => `Using Chromium ${version} (${executablePath})`,
  }));
}

async function fromNpm(failures: string[]): Promise<Candidate[]> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [];
  try {
    const { executablePath, environment } = await unpackChromium(cache);
    const label = `No browser found; using Chromium ${packagedVersion().split('.')[0]} from npm`;
    return [{ executablePath, environment, label: () => label }];
  } catch (error) {
    failures.push(`the browser from npm: ${firstLine(error)}`);
    return [];
  }
}

async function downloaded(failures: string[]): Promise<Candidate[]> {
  print("Fetching Playwright's Chromium");
  const cli = join(createRequire(import.meta.url).resolve('@playwright/test/package.json'), '../cli.js');
  try {
    await promisify(execFile)(process.execPath, [cli, 'install', '--only-shell', 'chromium'], {
      timeout: DOWNLOAD_LIMIT_MS,
    });
  } catch (error) {
    failures.push(`the download of Playwright's Chromium: ${firstLine(error)}`);
  }
  return ownOfPlaywright();
}

/** Launches it and opens an empty page, both within the limit. */
async function tryToStart(candidate: Candidate): Promise<{ version: string } | { fault: string }> {
  try {
    const browser = await chromium.launch({
      executablePath: candidate.executablePath,
      args,
      env: browserEnvironment(candidate.environment),
      timeout: LAUNCH_LIMIT_MS,
    });
    try {
      const page = await browser.newPage();
      await page.goto('about:blank', { timeout: LAUNCH_LIMIT_MS });
      return { version: browser.version().split('.')[0] ?? '' };
    } finally {
      await browser.close();
    }
  } catch (error) {
    return { fault: lastErrorLine(error) };
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
}

/** Playwright puts the browser's own words at the end of its report. */
function lastErrorLine(error: unknown): string {
  const lines = String(error instanceof Error ? error.message : error).split('\n');
  const told = lines.filter((line) => /\[err\]/.test(line)).map((line) => line.replace(/^.*\[err\]\s*/, ''));
  return told.at(-1)?.trim() || firstLine(error);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
