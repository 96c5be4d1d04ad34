import { randomBytes } from 'node:crypto';

/** All times are unix milliseconds, as Clerk's wire has them. */

export interface Email {
  id: string;
  address: string;
  verified: boolean;
}

export type Metadata = Record<string, unknown>;

export interface User {
  id: string;
  emails: Email[];
  primaryEmailId: string | null;
  passwordHash: string | null;
  username: string | null;
  firstName: string | null;
  lastName: string | null;
  externalId: string | null;
  publicMetadata: Metadata;
  privateMetadata: Metadata;
  unsafeMetadata: Metadata;
  banned: boolean;
  createdAt: number;
  updatedAt: number;
  passwordUpdatedAt: number | null;
  lastSignInAt: number | null;
  lastActiveAt: number | null;
}

export interface Session {
  id: string;
  userId: string;
  clientId: string;
  status: 'active' | 'removed' | 'ended' | 'revoked';
  createdAt: number;
  updatedAt: number;
  lastActiveAt: number;
  expireAt: number;
  factorVerifiedAt: number;
}

export interface PendingCode {
  code: string;
  expireAt: number;
  attempts: number;
}

export interface SignUp {
  id: string;
  status: 'missing_requirements' | 'complete';
  email: string | null;
  passwordHash: string | null;
  firstName: string | null;
  lastName: string | null;
  unsafeMetadata: Metadata;
  emailVerified: boolean;
  code: PendingCode | null;
  createdSessionId: string | null;
  createdUserId: string | null;
  locale: string | null;
  abandonAt: number;
}

export interface SignIn {
  id: string;
  userId: string | null;
  identifier: string | null;
  status: 'needs_identifier' | 'needs_first_factor' | 'needs_new_password' | 'complete';
  verification: { strategy: string; status: 'unverified' | 'verified'; code: PendingCode | null } | null;
  createdSessionId: string | null;
  abandonAt: number;
}

/** A browser. */
export interface Client {
  id: string;
  sessionIds: string[];
  signUpId: string | null;
  signInId: string | null;
  lastActiveSessionId: string | null;
  lastStrategy: string | null;
  createdAt: number;
  /** Becomes the `__client_uat` cookie: it moves on sign-in and sign-out only. */
  updatedAt: number;
}

/** A bearer of a browser: the value of its `__client` cookie or its dev-browser token. */
export interface Handle {
  id: string;
  clientId: string;
}

/** A sign-in token: whoever shows it becomes the person, once. */
export interface Ticket {
  id: string;
  token: string;
  userId: string;
  expireAt: number;
  status: 'pending' | 'accepted' | 'revoked';
  createdAt: number;
}

/** A message that a real instance would have mailed. */
export interface Letter {
  to: string;
  code: string;
  purpose: 'sign-up' | 'sign-in' | 'password reset';
  at: number;
}

/** An identifier as Clerk forms them: a prefix and 27 characters without meaning. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(14).toString('hex').slice(0, 27)}`;
}
