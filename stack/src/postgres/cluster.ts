import { execFile } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { systemEnvironment } from '../config.ts';
import { StackFault, textOf } from '../fault.ts';
import { lastLines, startChild, type Child } from '../processes/child.ts';
import { waitUntil } from '../processes/wait.ts';
import { withConnection, type DatabaseAddress } from './connection.ts';
import { findPostgres, type PostgresPrograms } from './programs.ts';
import { clearStaleLock } from './stale-lock.ts';

const START_LIMIT_MS = 20_000;

export interface ClusterOptions {
  dataFolder: string;
  logFile: string;
  port: number;
  user: string;
  password: string;
  /** Trades durability for speed; for databases that a test throws away. */
  disposable?: boolean;
}

export interface Cluster {
  address: DatabaseAddress;
  child: Child;
}

/**
 * Starts Postgres on a data folder, which is made when absent, and waits until it answers a query.
 * Works after any end of the last run: a half-made folder, an orphaned server, a stale lock file.
 *
 * @throws StackFault with the last log lines when the server does not come up
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const programs = findPostgres();
  await makeDataFolder(options, programs);
  await clearStaleLock(options.dataFolder);
  const child = await startChild({
    command: programs.postgres,
    args: ['-D', options.dataFolder, ...serverSettings(options)],
    environment: systemEnvironment(),
    folder: '/',
    logFile: options.logFile,
    user: programs.user,
    stopSignal: 'SIGINT',
  });
  const { port, user, password } = options;
  const address = { host: '127.0.0.1', port, user, password };
  let reason = 'no answer in time';
  const up = await waitUntil(async () => {
    if (child.ended()) return true;
    try {
      const answered = withConnection(address, 'postgres', (client) => client.query('select 1'));
      // Whoever holds the port instead may take the connection and never answer.
      await Promise.race([answered, child.exited]);
      return true;
    } catch (error) {
      reason = textOf(error);
      return false;
    }
  }, START_LIMIT_MS);
  if (!up || child.ended()) {
    await child.stop(2_000);
    throw new StackFault(
      `Postgres did not start (${child.ended() ? 'it ended' : reason}):\n${lastLines(options.logFile, 8).join('\n')}`,
      `Read ${options.logFile}.`,
    );
  }
  return { address, child };
}

function serverSettings(options: ClusterOptions): string[] {
  const settings = [
    `port=${options.port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  if (options.disposable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  return settings.flatMap((setting) => ['-c', setting]);
}

/** initdb writes aside and the result is renamed, so a folder with this name is always whole. */
async function makeDataFolder(options: ClusterOptions, programs: PostgresPrograms): Promise<void> {
  const { dataFolder } = options;
  if (existsSync(join(dataFolder, 'PG_VERSION'))) return;
  const aside = `${dataFolder}.new`;
  rmSync(dataFolder, { recursive: true, force: true });
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(dirname(dataFolder), { recursive: true });
  mkdirSync(aside, { mode: 0o700 });
  const passwordFile = join(dirname(dataFolder), `.password-${process.pid}`);
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (programs.user) {
    chmodSync(dirname(dataFolder), 0o755);
    for (const path of [aside, passwordFile]) chownSync(path, programs.user.uid, programs.user.gid);
  }
  try {
    const args = ['-D', aside, '--no-sync', '--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256'];
    args.push(`--username=${options.user}`, `--pwfile=${passwordFile}`);
    await promisify(execFile)(programs.initdb, args, {
      cwd: '/',
      env: systemEnvironment(),
      ...programs.user,
    });
    renameSync(aside, dataFolder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    throw new StackFault(
      `initdb failed: ${textOf(error)}`,
      'Read its words above; a reset starts from nothing.',
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
