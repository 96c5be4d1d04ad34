import { createServer } from 'node:http';
import { loadSettings } from '../config/settings.ts';
import { createConverterClient } from '../convert/client.ts';
import { openDatabase } from '../db/client.ts';
import { clerkIdentity } from '../identity/clerk.ts';
import { ingestVersion } from '../ingest/ingest.ts';
import { startJobs } from '../jobs/client.ts';
import { logQueueFigures, queueFigures } from '../jobs/figures.ts';
import { queues } from '../jobs/queues.ts';
import { sweep } from '../jobs/sweep.ts';
import { createLogger } from '../log/logger.ts';
import { sesMailer } from '../mail/ses.ts';
import { createModels } from '../models/registry.ts';
import { createParsingPool } from '../parsing/pool.ts';
import { answerDocument } from '../reviews/answer-document.ts';
import { notifyReviewFinished } from '../reviews/notify.ts';
import { PROVIDER_CAP } from '../reviews/runs.ts';
import { s3ObjectStore } from '../storage/object-store.ts';
import { exitOnFault, exitOnUncaught, stopOnSignal } from './shutdown.ts';

const SWEEP_MS = 30_000;
const FIGURES_MS = 60_000;
const INGEST_AT_ONCE = 2;
const CONVERSION_LIMIT_MS = 120_000;

await exitOnFault('worker', async () => {
  const settings = loadSettings('worker');
  const logger = createLogger({ level: settings.LOG_LEVEL, role: 'worker' });
  exitOnUncaught(logger);
  const database = openDatabase(settings, {
    max: 20,
    onError: (err) => logger.warn({ err }, 'idle connection lost'),
  });
  const { db } = database;
  const store = s3ObjectStore(settings);
  const mailer = sesMailer(settings);
  const parsing = createParsingPool({ size: INGEST_AT_ONCE, memoryMb: 1_024, timeoutMs: 60_000 });
  const converter = createConverterClient({ url: settings.CONVERTER_URL, timeoutMs: CONVERSION_LIMIT_MS });
  const jobs = await startJobs(settings, { logger, supervise: true });
  const services = {
    settings,
    db,
    jobs,
    store,
    logger,
    identity: clerkIdentity(settings),
    models: createModels(db, settings),
  };

  await jobs.work('ingest', { concurrency: INGEST_AT_ONCE }, ({ versionId }, signal, attempt) =>
    ingestVersion({ db, store, logger, parsing, converter }, versionId, {
      signal,
      lastTry: attempt >= queues.ingest.retryLimit,
    }),
  );
  await jobs.work(
    'review-document',
    { concurrency: PROVIDER_CAP, groupConcurrency: PROVIDER_CAP },
    (task, signal, attempt) =>
      answerDocument(services, task, { signal, lastTry: attempt >= queues['review-document'].retryLimit }),
  );
  await jobs.work('review-finished', { concurrency: 1 }, ({ runId }) =>
    notifyReviewFinished(services, mailer, runId),
  );

  const tidy = (): void =>
    void sweep({ db, store, jobs }).catch((err: unknown) => logger.warn({ err }, 'sweep failed'));
  const sweeping = setInterval(tidy, SWEEP_MS);
  const report = (): void =>
    void queueFigures(db).then(
      (figures) => logQueueFigures(logger, settings.DB_HOST, figures),
      (err: unknown) => logger.warn({ err }, 'no figures of the queue'),
    );
  report();
  const reporting = setInterval(report, FIGURES_MS);
  const health = createServer((req, res) => {
    res
      .writeHead(req.url === '/healthz' ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify({ ok: req.url === '/healthz' }));
  });
  health.listen(settings.PORT, settings.HOST, () => logger.info({ port: settings.PORT }, 'working'));
  stopOnSignal(logger, () => {
    clearInterval(sweeping);
    clearInterval(reporting);
    health.close();
    return [
      { name: 'queue', limitMs: 30_000, stop: () => jobs.stop() },
      { name: 'parsing', limitMs: 5_000, stop: () => parsing.close() },
      { name: 'database', limitMs: 5_000, stop: () => database.close() },
    ];
  });
});
