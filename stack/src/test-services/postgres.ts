import { PostgreSqlContainer, type StartedPostgreSqlContainer } from '@testcontainers/postgresql';
import { randomBytes } from 'node:crypto';
import { databaseUser } from '../environment.ts';
import { serverLogFile } from './files.ts';
import { ownerLabels } from './leftovers.ts';
import { onLoopback } from './loopback.ts';

/** Data on a memory-backed disk and nothing flushed: it need not survive anything. */
const dataFolder = '/var/lib/postgresql/data';
const serverSettings = [
  'max_connections=300',
  'timezone=UTC',
  'log_timezone=UTC',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
];

/** Every statement as one line of JSON, with who sent it. The parameters are left out: they are what people wrote. */
const logFolder = '/var/log/chancery';
const loggingSettings = [
  'logging_collector=on',
  'log_destination=jsonlog',
  `log_directory=${logFolder}`,
  // The server puts json in the place of log.
  `log_filename=${serverLogFile.replace(/json$/, 'log')}`,
  'log_file_mode=0644',
  'log_rotation_age=0',
  'log_rotation_size=0',
  'log_statement=all',
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
];

class Postgres extends PostgreSqlContainer {
  protected override async beforeContainerCreated(): Promise<void> {
    onLoopback(this.hostConfig);
  }
}

/**
 * Starts an empty Postgres for one test run.
 *
 * @param image `postgres:17` or what stands for it
 * @param keepLogIn a folder of this machine that any user may write to; every statement is logged there
 */
export function startPostgres(image: string, keepLogIn?: string): Promise<StartedPostgreSqlContainer> {
  const settings = [...serverSettings, ...(keepLogIn ? loggingSettings : [])];
  const container = new Postgres(image)
    .withUsername(databaseUser)
    .withPassword(randomBytes(16).toString('hex'))
    .withDatabase('chancery')
    .withTmpFs({ [dataFolder]: 'rw' })
    .withCommand(['postgres', ...settings.flatMap((setting) => ['-c', setting])])
    .withLabels(ownerLabels());
  if (keepLogIn) container.withBindMounts([{ source: keepLogIn, target: logFolder, mode: 'rw' }]);
  return container.start();
}
