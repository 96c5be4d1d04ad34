import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Reads JSON; undefined when the file is absent or not whole. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** Writes JSON so that a reader sees the old file or the new one, never half of it; for the owner alone. */
export function writeJson(file: string, value: unknown): void {
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(aside, file);
}
