import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { databaseUser } from '../environment.ts';
import { checkServerLog } from '../pooling/server-log.ts';
import { withConnection } from '../postgres/connection.ts';
import { pause, waitUntil } from '../processes/wait.ts';
import { startStack } from '../stack.ts';
import { serverLogFile } from '../test-services/files.ts';
import { startTestServices, type TestServices } from '../test-services/start.ts';

const CLIENTS = 500;
const POOL_SIZE = 20;
const DURATION_MS = 30_000;

const migratedDatabase = 'chancery';

/** Where a connection goes: through the pooler as the product's do, or straight to the server. */
function addresses({ given, pooler }: TestServices) {
  const { password, port } = given.postgres;
  const shared = { host: '127.0.0.1', user: databaseUser, password };
  if (!pooler) throw new Error('the pooler was not started');
  return {
    pooled: { ...shared, port: pooler.port },
    direct: { ...shared, port },
    poolerAddress: pooler.address,
  };
}

async function clientOf(services: TestServices): Promise<pg.Client> {
  const client = new pg.Client({
    ...addresses(services).pooled,
    database: migratedDatabase,
    connectionTimeoutMillis: 60_000,
  });
  // Without a listener a server that goes away while a test fails would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** What a request of the product does: read and write in one transaction, with parameters. */
async function makeProject(client: pg.Client, userId: string, name: string): Promise<void> {
  const id = randomUUID();
  await client.query('begin');
  await client.query('insert into projects (id, user_id, name) values ($1, $2, $3)', [id, userId, 'Draft']);
  await client.query('update projects set name = $1 where id = $2', [name, id]);
  const read = await client.query<{ name: string }>('select name from projects where id = $1', [id]);
  await client.query('commit');
  expect(read.rows).toEqual([{ name }]);
}

it(`lets ${CLIENTS} clients share ${POOL_SIZE} connections for ${DURATION_MS / 1000} s without an error`, async () => {
  await using services = await startTestServices({ aws: false, poolSize: POOL_SIZE });
  await using _migrated = await startStack({ services: ['migrate'], given: services.given });
  const { direct, poolerAddress } = addresses(services);
  const people = Array.from({ length: CLIENTS }, () => `user_${randomUUID()}`);
  await withConnection(direct, migratedDatabase, (client) =>
    client.query('insert into user_profiles (user_id) select unnest($1::text[])', [people]),
  );
  const clients = await Promise.all(people.map(() => clientOf(services)));
  const made = people.map(() => 0);
  let mostConnections = 0;
  const until = Date.now() + DURATION_MS;
  await withConnection(direct, 'postgres', async (watcher) => {
    const watch = async (): Promise<void> => {
      while (Date.now() < until) {
        const { rows } = await watcher.query<{ open: number }>(
          'select count(*)::int as open from pg_stat_activity where client_addr = $1 and datname = $2',
          [poolerAddress, migratedDatabase],
        );
        mostConnections = Math.max(mostConnections, rows[0]?.open ?? 0);
        await pause(100);
      }
    };
    const work = clients.map(async (client, at) => {
      while (Date.now() < until) {
        await makeProject(client, people[at] ?? '', `Matter ${made[at]}`);
        made[at] = (made[at] ?? 0) + 1;
      }
    });
    await Promise.all([watch(), ...work]);
  });
  await Promise.all(clients.map((client) => client.end()));
  const transactions = made.reduce((sum, count) => sum + count, 0);
  process.stdout.write(
    `pooling: ${transactions} transactions by ${CLIENTS} clients, ${Math.min(...made)} to ${Math.max(...made)} each, ` +
      `over at most ${mostConnections} connections\n`,
  );
  expect(Math.min(...made)).toBeGreaterThan(0);
  expect(mostConnections).toBe(POOL_SIZE);
  const kept = await withConnection(direct, migratedDatabase, (client) =>
    client.query<{ user_id: string; count: number }>(
      'select user_id, count(*)::int as count from projects group by user_id',
    ),
  );
  expect(new Map(kept.rows.map(({ user_id, count }) => [user_id, count]))).toEqual(
    new Map(people.map((person, at) => [person, made[at]])),
  );
});

it('carries no named prepared statement from one client to the next', async () => {
  await using services = await startTestServices({ aws: false, poolSize: 1 });
  const [first, second] = [await clientOf(services), await clientOf(services)];
  const named = { name: 'one', text: 'select 1 as one' };
  expect((await first.query(named)).rows).toEqual([{ one: 1 }]);
  await expect(second.query(named)).rejects.toThrow('prepared statement "one" already exists');
  await Promise.all([first.end(), second.end()]);
});

it('finds in the log of a real server what came through the pooler and would pin, and nothing else', async () => {
  const serverLogFolder = mkdtempSync(join(tmpdir(), 'chancery-server-log-'));
  chmodSync(serverLogFolder, 0o777);
  try {
    await using services = await startTestServices({ aws: false, poolSize: 1, serverLogFolder });
    const { direct, poolerAddress } = addresses(services);
    const client = await clientOf(services);
    await client.query(`select $1::text as word`, ['; set lock_timeout = 1;']);
    await client.query(`set lock_timeout = '1s'`);
    await client.query({ name: 'named', text: 'select 1' });
    await client.query('select pg_advisory_lock($1)', [1]);
    await client.query(`select '${'x'.repeat(16_000)}'`);
    await expect(client.query('discard all all')).rejects.toThrow('syntax error');
    await client.end();
    await withConnection(direct, migratedDatabase, (own) => own.query('create temp table a (b int)'));
    const log = join(serverLogFolder, serverLogFile);
    // The server's log is written by a process of its own, a moment later.
    await waitUntil(() => /create temp table[^\n]*\n$/.test(readFileSync(log, 'utf8')), 10_000);
    const lines = readFileSync(log, 'utf8').split('\n');
    const { findings, databases, statements } = await checkServerLog(lines, poolerAddress);
    expect(findings.map(({ pin, count }) => [pin, count])).toEqual([
      ['Using SET commands', 1],
      ['a prepared statement named named', 1],
      ['Interacting with locks using functions such as pg_advisory_lock', 1],
      ['a text size greater than 16 KB', 1],
      ['Using PREPARE, DISCARD, DEALLOCATE, or EXECUTE commands', 1],
    ]);
    expect([databases, statements]).toEqual([1, 6]);
  } finally {
    rmSync(serverLogFolder, { recursive: true, force: true });
  }
});
