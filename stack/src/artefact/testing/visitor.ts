/** What a browser sends when a person opens an address. */
export const opening = {
  accept: 'text/html,application/xhtml+xml',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
};

/** A person at the site: one cookie jar, redirects followed one by one. */
export class Visitor {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();
  /** Every address that an opening led through. */
  readonly path: string[] = [];

  constructor(origin: string) {
    this.#origin = origin;
  }

  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.#cookies].map((pair) => pair.join('=')).join('; '));
    const response = await fetch(new URL(path, this.#origin), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** Opens an address as a browser does, to where it leads. @throws when it leads in a circle */
  async open(path: string): Promise<Response> {
    this.path.length = 0;
    let next = path;
    for (let hops = 0; hops < 10; hops += 1) {
      this.path.push(next);
      const response = await this.request(next, { headers: opening });
      const location = response.headers.get('location');
      if (!location) return response;
      await response.body?.cancel();
      next = location;
    }
    throw new Error(`led in a circle: ${this.path.join(' -> ')}`);
  }

  /**
   * Signs in by the Frontend API as Clerk's form does. There is no script that would keep the session; without its
   * mark of a known browser, the next page asks for it.
   */
  async signIn(email: string, password: string): Promise<Response> {
    for (const name of this.#cookies.keys())
      if (name.startsWith('__clerk_db_jwt')) this.#cookies.delete(name);
    return this.request('/__clerk/v1/client/sign_ins', {
      method: 'POST',
      headers: { origin: this.#origin },
      body: new URLSearchParams({ identifier: email, password }),
    });
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '' || /max-age=0\b|expires=thu, 01 jan 1970/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
