import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ChildAnswer, ChildRequest } from './messages.ts';

/**
 * The process that holds LibreOffice as WebAssembly. It is forked with the package's folder as its only
 * argument and an empty environment, converts files by path, one at a time, and is ended from outside:
 * a WebAssembly call that hangs cannot be stopped from within.
 */

interface Converter {
  convert(
    input: Uint8Array,
    options: { inputFormat: string; outputFormat: string },
    filename: string,
  ): Promise<{ data: Uint8Array }>;
}
interface Package {
  createWorkerConverter(options: { wasmPath: string }): Promise<Converter>;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('the folder of the package is missing');
const { createWorkerConverter } = (await import(
  pathToFileURL(join(folder, 'dist/server.js')).href
)) as Package;
const converter = await createWorkerConverter({ wasmPath: join(folder, 'wasm') });

process.on('message', (request: ChildRequest) => void answer(request));
process.on('disconnect', () => process.exit(0));
send({ event: 'ready' });

async function answer(request: ChildRequest): Promise<void> {
  const { id, task } = request;
  try {
    const result = await converter.convert(
      await readFile(task.inputPath),
      { inputFormat: task.from, outputFormat: task.to },
      `document.${task.from}`,
    );
    await writeFile(task.outputPath, result.data);
    send({ id, ok: true });
  } catch (error) {
    send({ id, ok: false, message: error instanceof Error ? error.message.slice(0, 300) : String(error) });
  }
}

function send(message: ChildAnswer): void {
  process.send?.(message);
}
