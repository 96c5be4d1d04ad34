import { expect, it } from 'vitest';
import { withConnection } from '../postgres/connection.ts';
import { createDatabase, type TestDatabase } from './index.ts';

function query(database: TestDatabase, text: string): Promise<Record<string, unknown>[]> {
  const address = { host: database.DB_HOST, port: database.DB_PORT, user: database.DB_USER };
  return withConnection({ ...address, password: database.DB_PASSWORD }, database.DB_NAME, async (client) => {
    return (await client.query(text)).rows as Record<string, unknown>[];
  });
}

it('clones the migrated schema, and one clone knows nothing of another', async () => {
  await using first = await createDatabase();
  await using second = await createDatabase();
  await query(first, `insert into user_profiles (user_id) values ('user_1')`);
  expect(await query(first, 'select user_id from user_profiles')).toHaveLength(1);
  expect(await query(second, 'select user_id from user_profiles')).toEqual([]);
});

it('drops the database although a connection is open', async () => {
  const database = await createDatabase({ empty: true });
  await using keeper = await createDatabase({ empty: true });
  await database.drop();
  const left = await query(keeper, `select 1 from pg_database where datname = '${database.DB_NAME}'`);
  expect(left).toEqual([]);
});
