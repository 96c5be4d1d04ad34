import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { databaseUser } from './environment.ts';
import { inspectProcess } from './processes/inspect.ts';
import { waitUntil } from './processes/wait.ts';
import { withConnection } from './postgres/connection.ts';
import { startStack } from './stack.ts';

it('starts a part of the stack with all it needs, and leaves nothing behind', async () => {
  const lines: string[] = [];
  let pid = 0;
  let logs = '';
  {
    await using stack = await startStack({ services: ['migrate'], onLine: (line) => lines.push(line) });
    const { DB_HOST: host = '', DB_PORT: port, DB_PASSWORD: password = '' } = stack.environment('migrate');
    const address = { host, port: Number(port), user: databaseUser, password };
    const tables = await withConnection(address, 'chancery', (client) =>
      client.query(`select 1 from pg_tables where schemaname = 'public' and tablename = 'document_versions'`),
    );
    expect(tables.rowCount).toBe(1);
    expect(stack.states().map(({ name, state }) => [name, state])).toEqual([
      ['postgres', 'ready'],
      ['migrate', 'ready'],
    ]);
    pid = stack.service('postgres').pid as number;
    logs = stack.logs;
  }
  expect(inspectProcess(pid)).toBeUndefined();
  expect(existsSync(logs)).toBe(false);
  expect(lines.map((line) => line.trim().split(/ +/).slice(0, 2))).toEqual([
    ['postgres', 'ready'],
    ['migrate', 'ready'],
  ]);
});

it('keeps the database alive over a kill -9', async () => {
  await using stack = await startStack({ services: ['postgres'] });
  const before = stack.service('postgres').pid as number;
  process.kill(before, 'SIGKILL');
  const back = await waitUntil(() => {
    const { state, pid } = stack.service('postgres');
    return state === 'ready' && pid !== before;
  }, 10_000);
  expect(back).toBe(true);
});
