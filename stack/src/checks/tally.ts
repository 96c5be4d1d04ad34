/** What a suite came to. */
export interface Tally {
  name: string;
  passed: number;
  failed: number;
  /** One line per skipped test: its name and why. */
  skipped: string[];
}

/** A part that is one test, or as many as `count` says, all of them good. */
export const passed = (name: string, count = 1): Tally => ({ name, passed: count, failed: 0, skipped: [] });

/** The last line of a whole run, over all suites: `12 passed, 0 failed, 1 skipped`. */
export function summaryLine(tallies: readonly Tally[]): string {
  const sum = (count: (tally: Tally) => number): number =>
    tallies.reduce((total, tally) => total + count(tally), 0);
  const skipped = sum((tally) => tally.skipped.length);
  const counts = `${sum((tally) => tally.passed)} passed, ${sum((tally) => tally.failed)} failed`;
  return skipped > 0 ? `${counts}, ${skipped} skipped` : counts;
}

/** Where nothing is missing that a test needs, one that skips itself has failed. */
export function refuseSkips(tally: Tally): Tally {
  for (const test of tally.skipped) process.stdout.write(`skipped although nothing is missing: ${test}\n`);
  return { ...tally, failed: tally.failed + tally.skipped.length, skipped: [] };
}

interface VitestReport {
  success: boolean;
  testResults: {
    name: string;
    status: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

/** Counts a vitest report. A file that fails before its first test counts as one failure. */
export function tallyVitest(name: string, report: unknown, exitCode: number): Tally {
  const files = (report as VitestReport | undefined)?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const failed =
    tests.filter((test) => test.status === 'failed').length +
    files.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    ).length;
  return atLeastOneFailure(exitCode, {
    name,
    passed: tests.filter((test) => test.status === 'passed').length,
    failed,
    skipped: tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => test.fullName),
  });
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    tests: { status: string; annotations: { type: string; description?: string }[] }[];
  }[];
}

/** Counts a Playwright report. A test that passed only when run again counts as failed. */
export function tallyPlaywright(name: string, report: unknown, exitCode: number): Tally {
  const tests = testsOf((report ?? {}) as PlaywrightSuite);
  return atLeastOneFailure(exitCode, {
    name,
    passed: tests.filter((test) => test.status === 'expected').length,
    failed: tests.filter((test) => ['unexpected', 'flaky'].includes(test.status)).length,
    skipped: tests
      .filter((test) => test.status === 'skipped')
      .map((test) => `${test.title}: ${test.reason ?? 'no reason given'}`),
  });
}

function testsOf(suite: PlaywrightSuite): { title: string; status: string; reason?: string }[] {
  const own = (suite.specs ?? []).flatMap(({ title, tests }) =>
    tests.map(({ status, annotations }) => ({
      title,
      status,
      reason: annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description,
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)];
}

/** A runner that ends with a fault although no test failed has failed itself. */
function atLeastOneFailure(exitCode: number, tally: Tally): Tally {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
