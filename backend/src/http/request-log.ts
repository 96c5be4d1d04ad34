import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from '../log/logger.ts';

declare module 'express-serve-static-core' {
  interface Request {
    /** Given to every request; in every log line and every problem. */
    id: string;
    /** Set once the route is known. */
    operation?: string;
    userId?: string;
  }
}

const quiet = new Set(['/healthz', '/readyz']);

/** Gives each request an id and writes one line when it ends, also when the client left. */
export function requestLog(logger: Logger): RequestHandler {
  return (req, res, next) => {
    const given = req.get('x-request-id');
    req.id = given && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
    res.setHeader('x-request-id', req.id);
    const began = performance.now();
    const { path } = req;
    res.on('close', () => {
      if (quiet.has(path)) return;
      logger.info({
        requestId: req.id,
        method: req.method,
        operation: req.operation ?? 'unknown',
        status: res.statusCode,
        ms: Math.round((performance.now() - began) * 10) / 10,
        userId: req.userId,
        aborted: !res.writableFinished,
      });
    });
    next();
  };
}
