import { folders, root } from './clone.ts';
import { runCaptured } from './run.ts';
import { startStack } from './stack.ts';
import { isRunning, readState } from './state.ts';

/** How long the stack takes to start and to stop, as JSON lines; the web interface is built before. */

const RUNS = 3;

function median(values: number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

/** From empty data, everything installed and built. */
async function cold(): Promise<void> {
  const starts: number[] = [];
  const stops: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now();
    const stack = await startStack();
    starts.push(performance.now() - started);
    stops.push(await timed(() => stack.stop()));
  }
  print({ bench: 'start, empty data', medianMs: median(starts), n: RUNS });
  print({ bench: 'stop', medianMs: median(stops), n: RUNS });
}

async function command(...args: string[]): Promise<void> {
  const { code, output } = await runCaptured(process.execPath, ['start.mjs', 'stack', ...args], {
    folder: root,
  });
  if (code !== 0) throw new Error(output);
}

/** On the data of the clone, as a person does it every morning. */
async function warm(): Promise<void> {
  if (isRunning(readState(folders.state))) {
    print({ bench: 'start, warm', skipped: 'the stack of this clone is running' });
    return;
  }
  await command('up');
  await command('down');
  const starts: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    starts.push(await timed(() => command('up')));
    await command('down');
  }
  print({ bench: 'start, warm', medianMs: median(starts), n: RUNS });
}

await cold();
await warm();
