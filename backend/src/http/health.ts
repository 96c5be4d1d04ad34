import { Router } from 'express';
import type { Database } from '../db/client.ts';

/** What the process knows of itself; the stop sequence sets `draining`. */
export interface Readiness {
  draining: boolean;
  schemaCurrent: boolean;
}

/** Named checks of dependencies, for `/status`: alarms and people read it, the load balancer does not. */
export type DependencyChecks = Record<string, () => Promise<unknown>>;

export function healthRoutes(readiness: Readiness, checks: DependencyChecks): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.json({ ok: true });
  });
  router.get('/readyz', (_req, res) => {
    const ready = readiness.schemaCurrent && !readiness.draining;
    res.status(ready ? 200 : 503).json({ ready, ...readiness });
  });
  router.get('/status', async (_req, res) => {
    const entries = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await stateOf(check)] as const),
    );
    const ok = entries.every(([, state]) => state === 'ok');
    res.status(ok ? 200 : 503).json({ ok, dependencies: Object.fromEntries(entries) });
  });
  return router;
}

async function stateOf(check: () => Promise<unknown>): Promise<'ok' | 'unreachable'> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in 2 s')), 2_000);
  });
  try {
    await Promise.race([check(), limit]);
    return 'ok';
  } catch {
    return 'unreachable';
  } finally {
    clearTimeout(timer);
  }
}

/** The schema is current when the last migration of this build stands in the database's journal. */
export async function schemaIsCurrent(db: Database, expectedMigrations: number): Promise<boolean> {
  const result = await db.execute<{ count: number }>(
    'select count(*)::int as count from drizzle.__drizzle_migrations',
  );
  return (result.rows[0]?.count ?? 0) >= expectedMigrations;
}
