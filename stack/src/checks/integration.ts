import { chmodSync, createReadStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { testRunVariables } from '../config.ts';
import { findEngine } from '../containers/engine.ts';
import { textOf } from '../fault.ts';
import { checkServerLog, describeVerdict, isGood } from '../pooling/server-log.ts';
import { poolerAddressFile, serverLogFile } from '../test-services/files.ts';
import { testServicesRequest, type TestServicesRequest } from '../test-services/request.ts';
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
  print(`\n${summaryLine([tally])}`);
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
  const { engine, pooler } = request;
  if (engine === 'containers') await findEngine();
  if (pooler === 'none')
    return named(request, await runVitest('integration', { args, environment: testRunVariables(request) }));
  const serverLogFolder = mkdtempSync(join(tmpdir(), 'chancery-server-log-'));
  // The server writes as its own user.
  chmodSync(serverLogFolder, 0o777);
  try {
    const tests = await runVitest('integration', {
      args,
      environment: testRunVariables({ ...request, serverLogFolder }),
    });
    const good = await nothingPins(serverLogFolder);
    return named(request, {
      ...tests,
      passed: tests.passed + (good ? 1 : 0),
      failed: tests.failed + (good ? 0 : 1),
    });
  } finally {
    rmSync(serverLogFolder, { recursive: true, force: true });
  }
}

const named = ({ engine, pooler }: TestServicesRequest, tally: Tally): Tally => ({
  ...tally,
  name: [
    'integration',
    ...(engine === 'containers' ? ['containers'] : []),
    ...(pooler === 'none' ? [] : [pooler]),
  ].join(', '),
});

/** Reads the log that a run has left in a folder and says what it shows. A log that is missing or broken is not good. */
async function nothingPins(folder: string): Promise<boolean> {
  const [log, address] = [join(folder, serverLogFile), join(folder, poolerAddressFile)];
  try {
    if (!existsSync(log) || !existsSync(address)) throw new Error('the run has left no log of the server');
    const lines = createInterface({ input: createReadStream(log), crlfDelay: Infinity });
    const verdict = await checkServerLog(lines, readFileSync(address, 'utf8'));
    const [first = '', ...details] = describeVerdict(verdict);
    print(`\n${isGood(verdict) ? 'passed' : 'FAILED'}: nothing needs a session of its own: ${first}`);
    details.forEach(print);
    return isGood(verdict);
  } catch (error) {
    print(`\nFAILED: nothing needs a session of its own: ${textOf(error)}`);
    return false;
  }
}
