import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that always holds a whole state: the last one saved, or the one before it. */
export interface Snapshot {
  /** Resolves when everything changed before the call is on the disk. */
  save(): Promise<void>;
}

/** Makes a folder that only its owner enters. */
export function privateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
}

/**
 * Reads what `openSnapshot` wrote.
 *
 * @returns undefined when there is no file yet.
 * @throws when the file does not hold JSON, naming it.
 */
export function readSnapshot(path: string): unknown {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${path} is not readable as JSON; move it away to start empty`, { cause });
  }
}

/**
 * Writes a state to a temporary file, forces it to the disk and renames it over the last one, so that a kill
 * or a power cut at any point leaves one whole file. Saves that arrive during a write share the next one.
 *
 * @param serialise called once per write; must not be asynchronous, or it could see half a change.
 */
export function openSnapshot(path: string, serialise: () => string): Snapshot {
  let running: Promise<void> | undefined;
  let waiting: Promise<void> | undefined;

  function save(): Promise<void> {
    if (!running) {
      running = replace(path, serialise()).finally(() => (running = undefined));
      return running;
    }
    waiting ??= running
      .catch(() => undefined)
      .then(() => {
        waiting = undefined;
        return save();
      });
    return waiting;
  }
  return { save };
}

async function replace(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** Makes the rename itself durable; Windows has no such call and refuses it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
