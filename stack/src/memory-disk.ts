import { accessSync, constants, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** A folder in memory where the machine has one that this user may write to, else the one for temporary files. */
export function memoryDisk(): string {
  try {
    accessSync('/dev/shm', constants.W_OK | constants.X_OK);
    return '/dev/shm';
  } catch {
    return realpathSync(tmpdir());
  }
}
