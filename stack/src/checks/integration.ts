import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testRunVariables } from '../config.ts';
import { findEngine } from '../containers/engine.ts';
import { testServicesRequest, type TestServicesRequest } from '../test-services/request.ts';
import { countPoolerCheck } from './pooler-check.ts';
import { summaryLine, type Tally } from './tally.ts';
import { runVitest } from './vitest.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * The root script `test:integration`: the integration tests on what TEST_ENGINE and TEST_POOLER ask for.
 *
 * @param args for vitest: files, `-t`
 * @returns the exit code, 0 only when no test failed and the check of the pooler, if there is one, is good
 */
export async function integration(args: readonly string[]): Promise<number> {
  const tally = await runIntegration(testServicesRequest(), args);
  print(summaryLine([tally]));
  return tally.failed > 0 ? 1 : 0;
}

/** The integration tests on containers, with `pooler` through what stands for RDS Proxy. */
export function runContainerIntegration({ pooler = false }: { pooler?: boolean } = {}): Promise<Tally> {
  return runIntegration({ engine: 'containers', pooler: pooler ? 'rds-proxy' : 'none' });
}

/**
 * Runs the integration tests. With a pooler one more test is counted: that nothing that came through it would pin
 * a connection of RDS Proxy. The server's log says so, and is read when the tests have ended.
 *
 * @throws StackFault before anything is started when the engine is missing or too old
 */
export async function runIntegration(
  request: TestServicesRequest,
  args: readonly string[] = [],
): Promise<Tally> {
  if (request.engine === 'containers') await findEngine();
  const name = nameOf(request);
  const report = name.replaceAll(' ', '-');
  if (request.pooler === 'none') {
    return {
      ...(await runVitest('integration', { report, args, environment: testRunVariables(request) })),
      name,
    };
  }
  const serverLogFolder = mkdtempSync(join(tmpdir(), 'chancery-server-log-'));
  // The server writes as a user of its own.
  chmodSync(serverLogFolder, 0o777);
  try {
    const environment = testRunVariables({ ...request, serverLogFolder });
    const tests = await runVitest('integration', { report, args, environment });
    return await countPoolerCheck({ ...tests, name }, serverLogFolder, print);
  } finally {
    rmSync(serverLogFolder, { recursive: true, force: true });
  }
}

function nameOf({ engine, pooler }: TestServicesRequest): string {
  if (engine === 'embedded') return 'integration';
  return pooler === 'none' ? 'integration on containers' : 'integration through the pooler';
}
