import { textOf, StackFault } from '../fault.ts';
import { seconds } from '../progress.ts';
import { summaryLine, type Tally } from './tally.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** The parts of a whole run, one after another, each counted and timed. */
export class Parts {
  readonly #tallies: Tally[] = [];

  /**
   * Runs one part. A fault that a person can act on is told and counts as one failure.
   *
   * @returns whether nothing in it failed
   */
  async run(name: string, act: () => Promise<Tally>): Promise<boolean> {
    print(`\n${name}`);
    const started = performance.now();
    const tally = await act().catch((error: unknown) => faultTally(name, error));
    print(`${name}: ${summaryLine([tally])} (${seconds(performance.now() - started)})`);
    this.#tallies.push(tally);
    return tally.failed === 0;
  }

  /** Counts parts that were not run, with the reason. */
  skip(names: readonly string[], reason: string): void {
    const skipped = names.map((name) => `${name}: ${reason}`);
    this.#tallies.push({ name: 'not run', passed: 0, failed: 0, skipped });
  }

  /** Prints what was skipped and, as the last line, the sum. @returns the exit code, 0 only when nothing failed */
  conclude(): number {
    print('');
    for (const { name, skipped } of this.#tallies)
      for (const test of skipped) print(`skipped (${name}) ${test}`);
    print(summaryLine(this.#tallies));
    return this.#tallies.some(({ failed }) => failed > 0) ? 1 : 0;
  }
}

function faultTally(name: string, error: unknown): Tally {
  if (!(error instanceof StackFault)) throw error;
  print(`${textOf(error)}\n${error.act ? `What to do: ${error.act}` : ''}`.trimEnd());
  return { name, passed: 0, failed: 1, skipped: [] };
}
