import { newId, type Client, type Metadata, type Session, type User } from './store/records.ts';
import { isLive, type Store } from './store/store.ts';

const SESSION_LIFE_MS = 7 * 86_400_000;

/** What a new person is made from. Addresses are stored in lower case and as verified. */
export interface NewPerson {
  emails: string[];
  passwordHash?: string | null;
  username?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  externalId?: string | null;
  publicMetadata?: Metadata;
  privateMetadata?: Metadata;
  unsafeMetadata?: Metadata;
}

/** Adds a person; the caller has checked that no address is taken. */
export function addPerson(store: Store, input: NewPerson): User {
  const now = Date.now();
  const emails = input.emails.map((address) => ({
    id: newId('idn'),
    address: address.trim().toLowerCase(),
    verified: true,
  }));
  const user: User = {
    id: newId('user'),
    emails,
    primaryEmailId: emails[0]?.id ?? null,
    passwordHash: input.passwordHash ?? null,
    username: input.username ?? null,
    firstName: input.firstName || null,
    lastName: input.lastName || null,
    externalId: input.externalId ?? null,
    publicMetadata: { ...input.publicMetadata },
    privateMetadata: { ...input.privateMetadata },
    unsafeMetadata: { ...input.unsafeMetadata },
    banned: false,
    createdAt: now,
    updatedAt: now,
    passwordUpdatedAt: input.passwordHash ? now : null,
    lastSignInAt: null,
    lastActiveAt: null,
  };
  store.users.set(user.id, user);
  return user;
}

/** Removes a person and ends every session of theirs. */
export function removePerson(store: Store, user: User): void {
  endSessionsOf(store, user.id, 'removed');
  store.users.delete(user.id);
}

/** Sets a password; whoever is signed in stays so. */
export function setPassword(user: User, passwordHash: string): void {
  user.passwordHash = passwordHash;
  user.passwordUpdatedAt = user.updatedAt = Date.now();
}

/** Signs a person in on a browser, which holds one session at a time. */
export function openSession(store: Store, client: Client, user: User): Session {
  const now = Date.now();
  const session: Session = {
    id: newId('sess'),
    userId: user.id,
    clientId: client.id,
    status: 'active',
    createdAt: now,
    updatedAt: now,
    lastActiveAt: now,
    expireAt: now + SESSION_LIFE_MS,
    factorVerifiedAt: now,
  };
  store.sessions.set(session.id, session);
  client.sessionIds = [session.id];
  client.lastActiveSessionId = session.id;
  client.updatedAt = now;
  user.lastSignInAt = user.lastActiveAt = now;
  return session;
}

/** Signs a browser out of the given sessions. */
export function closeSessions(client: Client, sessions: Session[]): void {
  const now = Date.now();
  for (const session of sessions) Object.assign(session, { status: 'removed', updatedAt: now });
  client.sessionIds = client.sessionIds.filter((id) => !sessions.some((session) => session.id === id));
  client.lastActiveSessionId = client.sessionIds[0] ?? null;
  client.signInId = client.signUpId = null;
  client.updatedAt = now;
}

/** Ends every session of a person, except one if given. */
export function endSessionsOf(
  store: Store,
  userId: string,
  status: 'revoked' | 'removed',
  except?: string,
): void {
  for (const session of store.sessions.values()) {
    if (session.userId !== userId || session.id === except || !isLive(session)) continue;
    Object.assign(session, { status, updatedAt: Date.now() });
  }
}

/** A browser that nobody is signed in on. */
export function addClient(store: Store): Client {
  const now = Date.now();
  const client: Client = {
    id: newId('client'),
    sessionIds: [],
    signUpId: null,
    signInId: null,
    lastActiveSessionId: null,
    lastStrategy: null,
    createdAt: now,
    updatedAt: now,
  };
  store.clients.set(client.id, client);
  return client;
}

/** Minutes since the session's first factor was shown; there is no second one. */
export function factorAge(session: Session): [number, number] {
  return [Math.floor((Date.now() - session.factorVerifiedAt) / 60_000), -1];
}

/** The address that stands for a person. */
export function primaryAddress(user: User): string {
  const primary = user.emails.find((email) => email.id === user.primaryEmailId);
  return primary?.address ?? user.username ?? user.id;
}

/** First and last name in one line, empty when neither is known. */
export function fullName(user: User): string {
  return [user.firstName, user.lastName].filter(Boolean).join(' ');
}
