import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installDependencies, isInstalled } from '../bootstrap/install.mjs';
import { root } from './clone.ts';
import { searchPath } from './config.ts';
import type { StackPlace } from './environment.ts';

const wasmFolder = join(root, 'tools/libreoffice-wasm');

/** The engine this machine has: LibreOffice with its bridge to the system's Python, else the WebAssembly build. */
export function findLibreOffice(): StackPlace['converter'] {
  return findProgram('soffice') && pythonHasBridge()
    ? { engine: 'uno' }
    : { engine: 'wasm', folder: wasmFolder };
}

/** Fetches the WebAssembly build when it is the engine and is not there yet. */
export async function obtainLibreOffice(engine: StackPlace['converter']): Promise<void> {
  if (engine.engine === 'uno' || isInstalled(wasmFolder)) return;
  await installDependencies(
    'tools/libreoffice-wasm',
    'No LibreOffice found; fetching the built-in converter, 251 MB, once. ' +
      'For the production engine install libreoffice-writer-nogui and python3-uno.',
  );
}

/** A program on PATH, undefined when there is none. */
function findProgram(name: string): string | undefined {
  return searchPath()
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** The bridge exists only for the system's Python, never for one of a virtual environment. */
function pythonHasBridge(): boolean {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import uno'], { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}
