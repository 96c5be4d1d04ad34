import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson } from '../files.ts';
import { seconds } from '../progress.ts';
import { browserSuite } from './browser-suite.ts';
import { runChecks } from './check.ts';
import { runIntegration } from './integration.ts';
import { testServicesRequest } from '../test-services/request.ts';
import { summaryLine, tallyPlaywright, type Tally } from './tally.ts';
import { runVitest } from './vitest.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * The root script `test`: everything a change must pass, from types to a real browser. The last line says how
 * many tests passed and failed; the exit code is 0 only when none failed.
 */
export async function runSuite(args: string[]): Promise<number> {
  const request = testServicesRequest();
  const reports = mkdtempSync(join(tmpdir(), 'chancery-reports-'));
  try {
    const tallies: Tally[] = [];
    const part = async (name: string, run: () => Promise<Tally>): Promise<void> => {
      print(`\n${name}`);
      const started = performance.now();
      const tally = await run();
      print(`${name}: ${summaryLine([tally])} (${seconds(performance.now() - started)})`);
      tallies.push(tally);
    };
    await part('check', runChecks);
    await part('unit', () => runVitest('unit'));
    await part('integration', () => runIntegration(request));
    await part('e2e', () => runBrowser(args, reports));
    return conclude(tallies);
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

function conclude(tallies: readonly Tally[]): number {
  print('');
  for (const { name, skipped } of tallies) for (const test of skipped) print(`skipped (${name}) ${test}`);
  print(summaryLine(tallies));
  return tallies.some(({ failed }) => failed > 0) ? 1 : 0;
}

async function runBrowser(args: string[], reports: string): Promise<Tally> {
  const file = join(reports, 'e2e.json');
  const code = await browserSuite(args, file);
  return tallyPlaywright('e2e', readJson(file), code);
}
