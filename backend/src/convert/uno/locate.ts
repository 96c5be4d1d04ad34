import { execFile } from 'node:child_process';
import { access, constants, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The one interpreter that can import `uno`; a Python from pyenv or a virtual environment cannot. */
export const SYSTEM_PYTHON = '/usr/bin/python3';
const SOFFICE_PLACES = [
  '/usr/bin/soffice',
  '/usr/lib/libreoffice/program/soffice',
  '/opt/libreoffice/program/soffice',
];

/**
 * Finds the system's LibreOffice with its Python bridge.
 *
 * @returns the path of `soffice.bin`, or why the UNO engine cannot run here
 */
export async function locateOffice(): Promise<{ office: string } | { missing: string }> {
  const office = await firstProgram();
  if (office === null) return { missing: 'no soffice on this machine' };
  try {
    await run(SYSTEM_PYTHON, ['-c', 'import uno'], { env: {}, timeout: 10_000 });
  } catch {
    return { missing: `${SYSTEM_PYTHON} cannot import uno (package python3-uno)` };
  }
  return { office };
}

async function firstProgram(): Promise<string | null> {
  for (const place of SOFFICE_PLACES) {
    try {
      // The script next to it starts a second process to watch the first; here the pool does that.
      const program = join(dirname(await realpath(place)), 'soffice.bin');
      await access(program, constants.X_OK);
      return program;
    } catch {
      continue;
    }
  }
  return null;
}
