import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wholeEnvironment } from '../config.ts';
import { readJson } from '../files.ts';
import { runInTerminal, toolScript } from '../run.ts';
import { junitFile } from './reports.ts';
import { tallyVitest, type Tally } from './tally.ts';

export interface VitestRun {
  /** Names the report. Default: the project. */
  report?: string;
  /** More arguments: files, `-t`, another reporter. */
  args?: readonly string[];
  /** On top of the environment of this process. */
  environment?: Record<string, string>;
}

/** The arguments that make vitest show its results, and write them as JUnit and as JSON. */
export function vitestReporters(report: string, jsonFile: string): string[] {
  return [
    ...['--reporter=default', '--reporter=json', '--reporter=junit'],
    ...[`--outputFile.json=${jsonFile}`, `--outputFile.junit=${junitFile(report)}`],
  ];
}

/** Runs the tests of a vitest project in the terminal and counts them. */
export async function runVitest(
  project: string,
  { report = project, args = [], environment }: VitestRun = {},
): Promise<Tally> {
  const reports = mkdtempSync(join(tmpdir(), 'chancery-reports-'));
  try {
    const file = join(reports, 'vitest.json');
    const reporters = vitestReporters(report, file);
    const code = await runInTerminal(
      process.execPath,
      [toolScript('vitest'), 'run', '--project', project, ...reporters, ...args],
      { environment: { ...wholeEnvironment(), ...environment } },
    );
    return tallyVitest(project, readJson(file), code);
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}
