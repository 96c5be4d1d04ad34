import { ApiProblem, problemOf, unreachable } from './problem';

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface ApiClient {
  get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T>;
  post<T = void>(path: string, body?: unknown): Promise<T>;
  put<T = void>(path: string, body?: unknown): Promise<T>;
  patch<T = void>(path: string, body: unknown): Promise<T>;
  delete(path: string): Promise<void>;
  /** The raw answer of a GET, for streams and files. @throws ApiProblem when it is not ok */
  open(path: string, options?: { headers?: Record<string, string>; signal?: AbortSignal }): Promise<Response>;
}

export interface ClientOptions {
  apiUrl: string;
  /** `fresh` asks for a new token, after one was refused. */
  getToken(fresh: boolean): Promise<string | null>;
  /** Told when the session is over although the page still works. */
  onSessionEnded(): void;
}

function addressOf(apiUrl: string, path: string, query: Query = {}): string {
  const url = new URL(path, `${apiUrl}/`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.toString();
}

/** The one way to the API: bearer token, JSON, problems as `ApiProblem`, one retry with a fresh token. */
export function createApiClient(options: ClientOptions): ApiClient {
  async function attempt(address: string, init: RequestInit, fresh: boolean): Promise<Response> {
    const token = await options.getToken(fresh);
    const headers = new Headers(init.headers);
    if (token) headers.set('authorization', `Bearer ${token}`);
    try {
      return await fetch(address, { ...init, headers });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw unreachable();
    }
  }

  async function send(path: string, init: RequestInit, query?: Query): Promise<Response> {
    const address = addressOf(options.apiUrl, path, query);
    let response = await attempt(address, init, false);
    if (response.status === 401) response = await attempt(address, init, true);
    if (response.ok) return response;
    if (response.status === 401) options.onSessionEnded();
    throw await problemOf(response);
  }

  async function json<T>(
    method: string,
    path: string,
    body?: unknown,
    query?: Query,
    signal?: AbortSignal,
  ): Promise<T> {
    const init: RequestInit = { method, ...(signal ? { signal } : {}) };
    if (body !== undefined) {
      init.body = JSON.stringify(body);
      init.headers = { 'content-type': 'application/json' };
    }
    const response = await send(path, init, query);
    const text = await response.text();
    return (text ? JSON.parse(text) : undefined) as T;
  }

  return {
    get: (path, query, signal) => json('GET', path, undefined, query, signal),
    post: (path, body) => json('POST', path, body ?? {}),
    put: (path, body) => json('PUT', path, body ?? {}),
    patch: (path, body) => json('PATCH', path, body),
    delete: (path) => json('DELETE', path),
    open: (path, { headers, signal } = {}) =>
      send(path, { method: 'GET', ...(headers ? { headers } : {}), ...(signal ? { signal } : {}) }),
  };
}

/** Whether trying again by itself may help: never for a client's fault. */
export function mayRetry(failures: number, error: unknown): boolean {
  if (failures >= 2) return false;
  return !(error instanceof ApiProblem) || error.status === 0 || error.status >= 500 || error.status === 429;
}
