import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EngineInstance } from '../convert/engine.ts';
import { faultOfResult } from '../convert/inspect.ts';
import { unoEngine } from '../convert/uno/engine.ts';
import { contractDocx } from './contract-docx.ts';
import { SAMPLES, type Sample } from './samples.ts';

/** Writes the sample contracts into `files/`: `node backend/src/seed/build-samples.ts`. Needs LibreOffice for DOC and PDF. */

const target = fileURLToPath(new URL('files/', import.meta.url));

async function bytesOf(sample: Sample, instance: EngineInstance, folder: string): Promise<Buffer> {
  const docx = await contractDocx(sample.contract);
  if (sample.type === 'docx') return docx;
  const inputPath = join(folder, 'in.docx');
  const outputPath = join(folder, `out.${sample.type}`);
  await writeFile(inputPath, docx);
  await instance.convert({ from: 'docx', to: sample.type, inputPath, outputPath });
  const bytes = await readFile(outputPath);
  const fault = faultOfResult(bytes, sample.type);
  if (fault !== null) throw new Error(`${sample.fileName}: ${fault}`);
  return bytes;
}

const folder = await mkdtemp(join(tmpdir(), 'chancery-samples-'));
await mkdir(target, { recursive: true });
await mkdir(join(folder, 'instance'));
const instance = await unoEngine().start(join(folder, 'instance'), new AbortController().signal);
try {
  for (const sample of SAMPLES) {
    const bytes = await bytesOf(sample, instance, folder);
    await writeFile(join(target, sample.fileName), bytes);
    process.stdout.write(`${sample.fileName}: ${Math.round(bytes.length / 1024)} kB\n`);
  }
} finally {
  await instance.stop();
  await rm(folder, { recursive: true, force: true });
}
