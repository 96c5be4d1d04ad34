import { testServicesRequest } from '../test-services/request.ts';
import { countBrowserSuite } from './browser-suite.ts';
import { runChecks } from './check.ts';
import { runIntegration } from './integration.ts';
import { Parts } from './parts.ts';
import { runVitest } from './vitest.ts';

/**
 * The root script `test`: everything a change must pass, from types to a real browser. The last line says how
 * many tests passed and failed; the exit code is 0 only when none failed.
 */
export async function runSuite(args: string[]): Promise<number> {
  const request = testServicesRequest();
  const parts = new Parts();
  await parts.run('check', runChecks);
  await parts.run('unit', () => runVitest('unit'));
  await parts.run('integration', () => runIntegration(request));
  await parts.run('e2e', () => countBrowserSuite({ args }));
  return parts.conclude();
}
