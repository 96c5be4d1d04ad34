import { join } from 'node:path';
import { root } from '../clone.ts';

/** What test runs leave for people and for CI: JUnit files, the browser's reports with traces, logs of containers. */
export const reportsFolder = join(root, 'reports');

/** Where the results of a suite go as JUnit. */
export function junitFile(suite: string): string {
  return join(reportsFolder, `${suite}.xml`);
}

/** The folder of a suite that leaves more than its results. */
export function suiteFolder(suite: string): string {
  return join(reportsFolder, suite);
}
