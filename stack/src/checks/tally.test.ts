import { expect, it } from 'vitest';
import { refuseSkips, summaryLine, tallyPlaywright, tallyVitest } from './tally.ts';

const file = (status: string, tests: [string, string][]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map(([fullName, state]) => ({ fullName, status: state })),
});

it('counts a vitest report, and a file that failed before its first test as one failure', () => {
  const report = {
    success: false,
    testResults: [
      file('passed', [
        ['adds', 'passed'],
        ['pins the layout (needs LibreOffice)', 'skipped'],
      ]),
      file('failed', [['subtracts', 'failed']]),
      file('failed', []),
    ],
  };
  expect(tallyVitest('unit', report, 1)).toEqual({
    name: 'unit',
    passed: 1,
    failed: 2,
    skipped: ['pins the layout (needs LibreOffice)'],
  });
});

it('takes a runner that broke for a failure, whatever its report says', () => {
  expect(tallyVitest('unit', undefined, 1)).toMatchObject({ passed: 0, failed: 1 });
  expect(tallyVitest('unit', { testResults: [file('passed', [['adds', 'passed']])] }, 1)).toMatchObject({
    failed: 1,
  });
});

it('counts a Playwright report with its reasons, and what passed only when run again as failed', () => {
  const spec = (title: string, status: string, description?: string) => ({
    title,
    tests: [{ status, annotations: description ? [{ type: 'skip', description }] : [] }],
  });
  const report = {
    suites: [
      {
        specs: [spec('signs in', 'expected')],
        suites: [{ specs: [spec('reads mail', 'skipped', 'INBOX_URL is not set'), spec('chats', 'flaky')] }],
      },
    ],
  };
  const tally = tallyPlaywright('e2e', report, 0);
  expect(tally).toEqual({ name: 'e2e', passed: 1, failed: 1, skipped: ['reads mail: INBOX_URL is not set'] });
});

it('sums up in one line, naming skipped tests only when there are any', () => {
  expect(summaryLine([{ name: 'a', passed: 2, failed: 0, skipped: [] }])).toBe('2 passed, 0 failed');
  expect(
    summaryLine([
      { name: 'a', passed: 2, failed: 1, skipped: ['x'] },
      { name: 'b', passed: 3, failed: 0, skipped: ['y'] },
    ]),
  ).toBe('5 passed, 1 failed, 2 skipped');
});

it('takes a test for failed that skips itself where nothing is missing', () => {
  const tally = { name: 'a', passed: 2, failed: 1, skipped: ['x', 'y'] };
  expect(refuseSkips(tally)).toEqual({ name: 'a', passed: 2, failed: 3, skipped: [] });
});
