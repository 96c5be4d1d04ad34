import { createClerkClient, verifyToken } from '@clerk/backend';
import { TokenVerificationError, TokenVerificationErrorReason } from '@clerk/backend/errors';
import { fail } from '../errors/catalogue.ts';
import type { Actor } from '../policies/policy.ts';

export interface IdentitySettings {
  CLERK_SECRET_KEY: string;
  CLERK_PUBLISHABLE_KEY: string;
  CLERK_API_URL?: string | undefined;
  WEB_ORIGIN: string;
  CLERK_JWT_KEY?: string | undefined;
}

/** A person as Clerk knows them; the address is the verified primary one. */
export interface Person {
  userId: string;
  email: string | null;
  name: string | null;
}

export interface Identity {
  /** The actor of an Authorization header. @throws unauthenticated, token_expired */
  authenticate(authorization: string | undefined): Promise<Actor>;
  /** Looks a person up; null when the account is gone. Cached for a minute. */
  person(userId: string): Promise<Person | null>;
  /** The person with that verified address; null when there is none. */
  personByEmail(email: string): Promise<Person | null>;
}

const PERSON_TTL_MS = 60_000;

/** Sign-in by Clerk: tokens are checked offline with `CLERK_JWT_KEY`, else against the instance's JWKS. */
export function clerkIdentity(settings: IdentitySettings): Identity {
  const api = settings.CLERK_API_URL ? { apiUrl: settings.CLERK_API_URL } : {};
  const client = createClerkClient({
    secretKey: settings.CLERK_SECRET_KEY,
    publishableKey: settings.CLERK_PUBLISHABLE_KEY,
    telemetry: { disabled: true },
    ...api,
  });
  const keys = settings.CLERK_JWT_KEY
    ? { jwtKey: settings.CLERK_JWT_KEY }
    : { secretKey: settings.CLERK_SECRET_KEY, ...api };
  const people = new Map<string, { person: Person | null; until: number }>();

  return {
    async authenticate(authorization) {
      const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
      if (!token) throw fail('unauthenticated');
      try {
        const claims = await verifyToken(token, { ...keys, authorizedParties: [settings.WEB_ORIGIN] });
        return { userId: claims.sub };
      } catch (error) {
        throw toProblem(error);
      }
    },
    async person(userId) {
      const known = people.get(userId);
      if (known && known.until > Date.now()) return known.person;
      const person = await lookUp(client, userId);
      if (people.size > 10_000) people.clear();
      people.set(userId, { person, until: Date.now() + PERSON_TTL_MS });
      return person;
    },
    async personByEmail(email) {
      const { data } = await client.users.getUserList({ emailAddress: [email], limit: 1 });
      return data[0] ? lookUp(client, data[0].id) : null;
    },
  };
}

function toProblem(error: unknown): unknown {
  if (!(error instanceof TokenVerificationError)) return error;
  if (error.reason === TokenVerificationErrorReason.TokenExpired)
    return fail('token_expired', { cause: error });
  if (error.reason === TokenVerificationErrorReason.RemoteJWKFailedToLoad) {
    return fail('dependency_unavailable', { cause: error, retryAfterSeconds: 5 });
  }
  return fail('unauthenticated', { cause: error });
}

async function lookUp(client: ReturnType<typeof createClerkClient>, userId: string): Promise<Person | null> {
  try {
    const user = await client.users.getUser(userId);
    const primary = user.primaryEmailAddress;
    const verified = primary?.verification?.status === 'verified' ? primary.emailAddress : null;
    return { userId, email: verified, name: user.fullName };
  } catch (error) {
    if ((error as { status?: number }).status === 404) return null;
    throw error;
  }
}
