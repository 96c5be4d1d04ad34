import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from './engine.ts';
import { sampleDocx } from './sample-docx.ts';
import { unoEngine } from './uno/engine.ts';
import { locateOffice } from './uno/locate.ts';
import { hasWasmPackage, wasmEngine } from './wasm/engine.ts';

/** Conversions on one warm instance of each engine of this machine, as JSON lines: `node convert.bench.ts`. */

const RUNS: [pages: number, n: number][] = [
  [1, 25],
  [5, 15],
  [20, 9],
];

async function measure(engine: Engine, folder: string): Promise<void> {
  await mkdir(join(folder, 'instance'), { recursive: true });
  const instance = await engine.start(join(folder, 'instance'), new AbortController().signal);
  for (const [pages, n] of RUNS) {
    const inputPath = join(folder, `${pages}.docx`);
    await writeFile(inputPath, sampleDocx(pages));
    const times: number[] = [];
    for (let run = 0; run < n; run += 1) {
      const startedAt = performance.now();
      await instance.convert({ from: 'docx', to: 'pdf', inputPath, outputPath: join(folder, 'out.pdf') });
      times.push(performance.now() - startedAt);
    }
    print({ bench: 'conversion', engine: engine.name, pages, p50Ms: median(times), n });
  }
  await instance.stop();
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const wasmFolder = join(dirname(fileURLToPath(import.meta.url)), '../../../tools/libreoffice-wasm');
const office = await locateOffice();
const present: Engine[] = [
  ...('office' in office ? [unoEngine()] : []),
  ...(hasWasmPackage(wasmFolder) ? [wasmEngine(wasmFolder)] : []),
];
for (const engine of present) {
  const folder = await mkdtemp(join(tmpdir(), 'chancery-bench-'));
  await measure(engine, join(folder, engine.name)).finally(() =>
    rm(folder, { recursive: true, force: true }),
  );
}
