/**
 * Every error a person or a client can meet, in one table: its status, its title, and what to do.
 * `http/problem.ts` is the only place that turns one into a response (RFC 9457).
 */
export const catalogue = {
  unauthenticated: { status: 401, title: 'You are not signed in', detail: 'Sign in and try again.' },
  token_expired: {
    status: 401,
    title: 'Your session has expired',
    detail: 'Sign in again; nothing you saved is lost.',
  },
  not_found: { status: 404, title: 'Not found', detail: 'It does not exist, or you have no access to it.' },
  route_not_found: { status: 404, title: 'No such address', detail: 'The API has no route at this address.' },
  invalid_json: { status: 400, title: 'The request is not valid JSON', detail: 'Send a JSON body.' },
  invalid_request: { status: 400, title: 'The request is not valid', detail: 'Correct the named fields.' },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported content type',
    detail: 'Send application/json.',
  },
  body_too_large: { status: 413, title: 'The request is too large', detail: 'Send a smaller request.' },
  rate_limited: { status: 429, title: 'Too many requests', detail: 'Wait a moment and try again.' },
  internal: {
    status: 500,
    title: 'Something failed on our side',
    detail: 'Try again; quote the request id if it stays.',
  },
  dependency_unavailable: {
    status: 503,
    title: 'A service is not reachable',
    detail: 'Try again in a few seconds.',
  },
  draining: { status: 503, title: 'The server is restarting', detail: 'Try again in a few seconds.' },

  file_empty: { status: 422, title: 'The file is empty', detail: 'The file holds 0 bytes.' },
  file_too_large: { status: 413, title: 'The file is too large', detail: 'The limit is 100 MB.' },
  file_type_unsupported: {
    status: 422,
    title: 'The file type is not supported',
    detail: 'Upload a PDF, DOCX or DOC.',
  },
  file_name_invalid: {
    status: 422,
    title: 'The file name is not valid',
    detail: 'Use a name of at most 255 bytes.',
  },
  upload_incomplete: { status: 409, title: 'The upload is not complete', detail: 'Upload the file again.' },
  upload_expired: { status: 410, title: 'The upload has expired', detail: 'Upload the file again.' },
  document_not_ready: {
    status: 409,
    title: 'The document is not ready',
    detail: 'Wait until it has been read.',
  },
  rendition_missing: {
    status: 409,
    title: 'There are no pages to show yet',
    detail: 'Wait until it has been converted.',
  },

  run_active: {
    status: 409,
    title: 'An answer is still being written',
    detail: 'Wait for it, or stop it first.',
  },
  run_not_active: { status: 409, title: 'Nothing is running', detail: 'The run has already ended.' },
  model_unknown: { status: 422, title: 'The model is not known', detail: 'Choose a model from the list.' },
  model_key_missing: {
    status: 422,
    title: 'The model has no key',
    detail: 'Add a key for its provider in your account.',
  },
  key_set_by_server: {
    status: 409,
    title: 'The key is set by the server',
    detail: 'An operator sets this key.',
  },
  provider_unknown: {
    status: 404,
    title: 'The provider is not known',
    detail: 'Choose a provider from the list.',
  },

  workflow_built_in: {
    status: 409,
    title: 'A built-in workflow cannot be changed',
    detail: 'Make your own copy of it.',
  },
  review_empty: {
    status: 409,
    title: 'There is nothing to run',
    detail: 'Add a document and a column first.',
  },
  column_limit: { status: 422, title: 'Too many columns', detail: 'A review holds at most 100 columns.' },
} as const satisfies Record<string, { status: number; title: string; detail: string }>;

export type ErrorCode = keyof typeof catalogue;

/** One named field of a request and what is wrong with it. */
export interface FieldFault {
  path: string;
  message: string;
}

/** An error of the catalogue. `detail` is for people; `cause` is for the log alone. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly fields: readonly FieldFault[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    options: {
      detail?: string;
      fields?: readonly FieldFault[];
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    const entry = catalogue[code];
    super(`${code}: ${options.detail ?? entry.detail}`, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = entry.status;
    this.title = entry.title;
    this.detail = options.detail ?? entry.detail;
    this.fields = options.fields;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** Makes an error of the catalogue; `detail` replaces the general words with the exact limit and value. */
export function fail(code: ErrorCode, options?: ConstructorParameters<typeof AppError>[1]): AppError {
  return new AppError(code, options);
}
