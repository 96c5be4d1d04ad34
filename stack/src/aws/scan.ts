import { Parts } from '../checks/parts.ts';
import { refuseSkips } from '../checks/tally.ts';
import { runVitest } from '../checks/vitest.ts';
import { preparePlatform } from './platform.ts';
import { prepareScanner } from './scanner.ts';

/**
 * The root script `test:scan`: production as it would be deployed, judged by a scanner whose rules nobody here wrote.
 * The last line says how many tests passed and failed. Without Python or its package index the scan is counted as
 * skipped with the reason; where both are there, a test that skips itself has failed.
 */
export async function testScan(args: readonly string[]): Promise<number> {
  const parts = new Parts();
  await preparePlatform();
  await parts.run('conversion', async () => refuseSkips(await runVitest('conversion')));
  let reason: string | undefined;
  const ready = await parts.run('scanner', async () => {
    reason = await prepareScanner();
    return { name: 'scanner', passed: 0, failed: 0, skipped: reason ? [`scan: ${reason}`] : [] };
  });
  if (ready && !reason) await parts.run('scan', async () => refuseSkips(await runVitest('scan', { args })));
  return parts.conclude();
}
