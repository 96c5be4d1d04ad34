/** A person who is signed in without a browser. */
export interface TestSession {
  userId: string;
  sessionId: string;
  /**
   * A session token as clerk-js would send it.
   *
   * @param ttlSeconds seconds until it expires, negative for one that has expired; the server's own by default.
   */
  token(ttlSeconds?: number): Promise<string>;
}

/** Where the stand-in runs and whom to sign in. */
export interface TestPerson {
  url: string;
  secretKey: string;
  /** Made when nobody has this address. */
  email: string;
  firstName?: string;
  lastName?: string;
  /** Origin of the page that the token is for; the stand-in's first origin by default. */
  azp?: string;
}

/** Signs a person in on the stand-in, for tests that call an API as different people. */
export async function createSession(person: TestPerson): Promise<TestSession> {
  const first = await open(person);
  return {
    userId: first.userId,
    sessionId: first.sessionId,
    token: async (ttlSeconds) => (await open(person, ttlSeconds)).jwt,
  };
}

async function open(
  person: TestPerson,
  ttl?: number,
): Promise<{ userId: string; sessionId: string; jwt: string }> {
  const { url, secretKey, ...who } = person;
  const response = await fetch(`${url}/__local/sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...who, ttl }),
  });
  if (!response.ok) throw new Error(`the stand-in answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as { userId: string; sessionId: string; jwt: string };
}
