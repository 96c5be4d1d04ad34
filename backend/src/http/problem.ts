import type { ErrorRequestHandler, Request, Response } from 'express';
import { isLostConnection } from '../db/lost-connection.ts';
import { AppError, fail } from '../errors/catalogue.ts';
import type { Logger } from '../log/logger.ts';

/** RFC 9457 problem details with our code, the request's id and the faulty fields. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  fields?: readonly { path: string; message: string }[];
}

/** Errors whose connection to a dependency failed: they are the dependency's fault and pass. */
const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN']);

function codeOf(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === 'string') return code;
    const inner = (at as { errors?: unknown[] }).errors?.[0];
    if (inner) return codeOf(inner);
  }
  return undefined;
}

/** Turns anything thrown into an error of the catalogue. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.parse.failed' || type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return fail('invalid_json', { cause: error });
  }
  if (type === 'entity.too.large') return fail('body_too_large', { cause: error });
  if (status === 400 || error instanceof URIError) return fail('invalid_request', { cause: error });
  const code = codeOf(error);
  if ((code && unreachable.has(code)) || isLostConnection(error)) {
    return fail('dependency_unavailable', { cause: error, retryAfterSeconds: 5 });
  }
  return fail('internal', { cause: error });
}

export function sendProblem(res: Response, error: AppError, requestId: string): void {
  const problem: Problem = {
    type: 'about:blank',
    title: error.title,
    status: error.status,
    detail: error.detail,
    code: error.code,
    requestId,
    ...(error.fields ? { fields: error.fields } : {}),
  };
  if (error.retryAfterSeconds) res.setHeader('retry-after', String(error.retryAfterSeconds));
  res.status(error.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** The one place where an error becomes a response; the cause goes to the log, never to the client. */
export function problemHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, req: Request, res: Response, _next) => {
    const appError = toAppError(error);
    if (appError.status >= 500) logger.error({ err: appError, requestId: req.id }, 'request failed');
    if (res.headersSent) res.destroy();
    else sendProblem(res, appError, req.id);
  };
}
