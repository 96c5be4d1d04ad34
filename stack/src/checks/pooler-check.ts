import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { textOf } from '../fault.ts';
import { checkServerLog, describeVerdict, isGood } from '../pooling/server-log.ts';
import { poolerAddressFile, serverLogFile } from '../test-services/files.ts';
import type { Tally } from './tally.ts';

const NAME = 'nothing that comes through the pooler needs a connection of its own';

/**
 * Reads the server log that a test run has left in a folder, says what it shows, and counts it as one more test.
 * A log that is missing, cannot be read, or holds nothing from the pooler counts as failed.
 *
 * @param tell takes the lines for a person
 */
export async function countPoolerCheck(
  tests: Tally,
  folder: string,
  tell: (line: string) => void,
): Promise<Tally> {
  const { good, lines } = await readVerdict(folder);
  const [first = '', ...details] = lines;
  tell(`${good ? 'passed' : 'FAILED'}: ${NAME}: ${first}`);
  details.forEach(tell);
  return good ? { ...tests, passed: tests.passed + 1 } : { ...tests, failed: tests.failed + 1 };
}

async function readVerdict(folder: string): Promise<{ good: boolean; lines: string[] }> {
  const [log, address] = [join(folder, serverLogFile), join(folder, poolerAddressFile)];
  if (!existsSync(log) || !existsSync(address)) {
    return { good: false, lines: ['the run has left no log of the server'] };
  }
  try {
    const lines = createInterface({ input: createReadStream(log), crlfDelay: Infinity });
    const verdict = await checkServerLog(lines, readFileSync(address, 'utf8'));
    return { good: isGood(verdict), lines: describeVerdict(verdict) };
  } catch (error) {
    return { good: false, lines: [`the log of the server cannot be read: ${textOf(error)}`] };
  }
}
