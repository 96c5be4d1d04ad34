/** An error answer of the API (RFC 9457), or a request that never got one. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId: string | null;
  readonly fields: readonly { path: string; message: string }[];

  constructor(problem: {
    status: number;
    code: string;
    title: string;
    detail: string;
    requestId?: string | null;
    fields?: readonly { path: string; message: string }[];
  }) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.requestId = problem.requestId ?? null;
    this.fields = problem.fields ?? [];
  }
}

/** Reads the problem of an answer that is not ok; a body that is no problem still names its status. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  const fields = (body ?? {}) as Partial<Record<'code' | 'title' | 'detail' | 'requestId', string>> & {
    fields?: { path: string; message: string }[];
  };
  return new ApiProblem({
    status: response.status,
    code: fields.code ?? 'unknown',
    title: fields.title ?? 'The request failed',
    detail: fields.detail ?? `The server answered ${response.status}.`,
    requestId: fields.requestId ?? response.headers.get('x-request-id'),
    ...(fields.fields ? { fields: fields.fields } : {}),
  });
}

/** The problem of a request that no server answered. */
export function unreachable(): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: 'unreachable',
    title: 'The server cannot be reached',
    detail: 'Check the connection and try again.',
  });
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}

/** Words for any error, ready to show. */
export function wordsOf(error: unknown): { title: string; detail: string; requestId: string | null } {
  if (error instanceof ApiProblem) {
    const faults = error.fields.map((field) => `${field.path}: ${field.message}`).join('; ');
    return { title: error.title, detail: faults || error.message, requestId: error.requestId };
  }
  return { title: 'Something failed', detail: 'Try again.', requestId: null };
}
