import cors from 'cors';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { fail } from '../errors/catalogue.ts';
import type { ApiServices } from '../services.ts';
import { mountRoutes } from './dispatch.ts';
import { docsPage } from './docs-page.ts';
import { healthRoutes, type DependencyChecks, type Readiness } from './health.ts';
import { openApiDocument } from './openapi.ts';
import { problemHandler } from './problem.ts';
import { requestLog } from './request-log.ts';
import { routes } from './routes.ts';

/** The API as an Express app: no port, no signals, so that a test can hold it. */
export function createApp(services: ApiServices, readiness: Readiness, checks: DependencyChecks): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(requestLog(services.logger));
  app.use(healthRoutes(readiness, checks));
  app.use(
    helmet({
      contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"] } },
    }),
  );
  app.use(
    cors({
      origin: services.settings.WEB_ORIGIN,
      exposedHeaders: ['x-request-id', 'retry-after', 'content-disposition'],
      maxAge: 600,
    }),
  );
  const description = JSON.stringify(openApiDocument(routes));
  const page = docsPage(routes);
  app.get('/openapi.json', (_req, res) => {
    res.type('application/json').send(description);
  });
  app.get('/docs', (_req, res) => {
    res.type('html').send(page);
  });
  app.use((_req, res, next) => {
    res.setHeader('cache-control', 'no-store');
    if (readiness.draining) res.setHeader('connection', 'close');
    next();
  });
  app.use(mountRoutes(routes, services));
  app.use(() => {
    throw fail('route_not_found');
  });
  app.use(problemHandler(services.logger));
  return app;
}
