import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the clone. */
export const root = realpathSync(join(import.meta.dirname, '..', '..'));

/** Eight hex digits that tell this clone from others on the machine; ports, keys and folders derive from it. */
export const cloneHash = createHash('sha256').update(root).digest('hex').slice(0, 8);

const isRoot = process.getuid?.() === 0;

/**
 * A folder that the database's own user can reach. Postgres refuses to run as root, and a clone may lie below
 * a folder that only root can enter, so as root it is kept outside of the clone.
 */
const databaseHome = isRoot ? `/var/tmp/chancery-${cloneHash}` : join(root, '.local');

/** Where things of this clone are kept. `data` dies with a reset; `cache` does not. */
export const folders = {
  state: join(root, '.local'),
  logs: join(root, '.local/logs'),
  data: join(root, '.local/data'),
  databaseData: join(databaseHome, 'postgres-data'),
  databasePrograms: join(databaseHome, 'postgres-programs'),
  cache: join(root, '.local/cache'),
} as const;

/** Makes the folders of the state. */
export function makeFolders(): void {
  for (const folder of [folders.state, folders.logs, folders.data, folders.cache]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
}
