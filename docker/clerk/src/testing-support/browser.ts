import { webOrigin } from './server.ts';

interface SessionAnswer {
  id: string;
  last_active_token: { jwt: string };
  user: { id: string };
}

/** What the Frontend API answers, as far as the tests look at it. */
export interface Answer {
  status: number;
  response?: { id: string; status: string; created_session_id?: string };
  client?: { id: string; sessions: SessionAnswer[] };
  errors?: { code: string; meta: { param_name?: string } }[];
  jwt?: string;
}

/** Calls the Frontend API as clerk-js does: forms, the verb in `_method`, one cookie jar. */
export class TestBrowser {
  readonly url: string;
  readonly cookies = new Map<string, string>();

  constructor(url: string) {
    this.url = url;
  }

  async call(method: string, path: string, form: Record<string, string> = {}): Promise<Answer> {
    const response = await this.raw(method, path, form);
    return { status: response.status, ...((await response.json()) as object) };
  }

  async raw(method: string, path: string, form: Record<string, string> = {}): Promise<Response> {
    const tunnelled = method === 'GET' || method === 'POST' ? path : `${path}?_method=${method}`;
    const response = await fetch(this.url + tunnelled, {
      method: method === 'GET' ? 'GET' : 'POST',
      headers: { origin: webOrigin, cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') },
      body: method === 'GET' ? undefined : new URLSearchParams(form),
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
    return response;
  }

  /** Walks the sign-up form to its end. */
  async signUp(email: string, password: string): Promise<Answer> {
    const started = await this.call('POST', '/v1/client/sign_ups', { email_address: email, password });
    const path = `/v1/client/sign_ups/${started.response?.id}`;
    await this.call('POST', `${path}/prepare_verification`, { strategy: 'email_code' });
    return this.call('POST', `${path}/attempt_verification`, { strategy: 'email_code', code: '424242' });
  }

  signIn(identifier: string, password: string): Promise<Answer> {
    return this.call('POST', '/v1/client/sign_ins', { identifier, password });
  }
}
