import { createServer } from 'node:http';
import { Runner } from '../agent/runner.ts';
import { EventHub } from '../chats/event-hub.ts';
import { loadSettings } from '../config/settings.ts';
import { migrationCount } from '../db/migrate.ts';
import { openDatabase } from '../db/client.ts';
import { createApp } from '../http/app.ts';
import { schemaIsCurrent } from '../http/health.ts';
import { KEEP_ALIVE_MS } from '../http/keep-alive.ts';
import { clerkIdentity } from '../identity/clerk.ts';
import { startJobs } from '../jobs/client.ts';
import { createLogger } from '../log/logger.ts';
import { createModels } from '../models/registry.ts';
import { s3ObjectStore } from '../storage/object-store.ts';
import { exitOnFault, exitOnUncaught, stopOnSignal } from './shutdown.ts';

await exitOnFault('api', async () => {
  const settings = loadSettings('api');
  const logger = createLogger({ level: settings.LOG_LEVEL, role: 'api' });
  exitOnUncaught(logger);
  const database = openDatabase(settings, {
    max: 20,
    onError: (err) => logger.warn({ err }, 'idle connection lost'),
  });
  const { db } = database;
  const store = s3ObjectStore(settings);
  const jobs = await startJobs(settings, { logger, supervise: false, max: 2 });
  const readiness = { draining: false, schemaCurrent: await schemaIsCurrent(db, migrationCount()) };
  const base = {
    settings,
    db,
    jobs,
    store,
    logger,
    identity: clerkIdentity(settings),
    models: createModels(db, settings),
  };
  const events = new EventHub(db, logger);
  const runner = new Runner(base, (runId, stored) => events.publish(runId, stored));
  const services = { ...base, events, runner };
  const app = createApp(services, readiness, {
    database: () => db.execute('select 1'),
    objects: () => store.head('status-probe'),
  });
  const server = createServer(app);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(settings.PORT, settings.HOST, () => logger.info({ port: settings.PORT }, 'serving'));
  stopOnSignal(logger, () => {
    readiness.draining = true;
    return [
      { name: 'runs', limitMs: 10_000, stop: () => runner.close() },
      {
        name: 'http',
        limitMs: 60_000,
        stop: () =>
          new Promise<void>((resolve) => {
            server.close(() => resolve());
            // Readers of streams come back to another task by Last-Event-ID.
            server.closeAllConnections();
          }),
      },
      { name: 'queue', limitMs: 5_000, stop: () => jobs.stop() },
      { name: 'database', limitMs: 5_000, stop: () => database.close() },
    ];
  });
});
