import pg from 'pg';

/** How to reach a database, in parts: never a URL. */
export interface DatabaseAddress {
  host: string;
  port: number;
  user: string;
  password: string;
}

/** Opens one connection, hands it over, and closes it. */
export async function withConnection<T>(
  address: DatabaseAddress,
  database: string,
  act: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...address, database, connectionTimeoutMillis: 5_000 });
  // Without a listener an error between two queries would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

/** A name as SQL text. */
export function identifier(name: string): string {
  return pg.escapeIdentifier(name);
}

/** Makes a database unless it exists. */
export async function createDatabaseIfAbsent(address: DatabaseAddress, database: string): Promise<void> {
  await withConnection(address, 'postgres', async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database ${identifier(database)}`);
  });
}
