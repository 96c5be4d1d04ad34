import type { ClientJSON, SessionJSON } from '@clerk/shared/types';
import { factorAge, primaryAddress } from '../people.ts';
import type { Client, Session, User } from '../store/records.ts';
import { signInJson, signUpJson } from './attempts.ts';
import { imageUrl, userJson } from './user.ts';
import type { View } from './view.ts';

const DAY_MS = 86_400_000;

/** A fresh session token for the page that asks. */
export function sessionToken(view: View, session: Session): Promise<string> {
  return view.instance.signer.sessionToken({
    userId: session.userId,
    sessionId: session.id,
    azp: view.azp,
    factorAge: factorAge(session),
  });
}

export async function sessionJson(view: View, session: Session): Promise<SessionJSON> {
  const user = view.instance.store.users.get(session.userId) as User;
  return {
    object: 'session',
    id: session.id,
    status: session.status as SessionJSON['status'],
    expire_at: session.expireAt,
    abandon_at: session.createdAt + 30 * DAY_MS,
    last_active_at: session.lastActiveAt,
    last_active_organization_id: null,
    actor: null,
    tasks: null,
    factor_verification_age: factorAge(session),
    last_active_token: { object: 'token', id: '', jwt: await sessionToken(view, session) },
    user: userJson(view, user),
    public_user_data: {
      first_name: user.firstName,
      last_name: user.lastName,
      image_url: imageUrl(view, user),
      has_image: false,
      identifier: primaryAddress(user),
      user_id: user.id,
    },
    created_at: session.createdAt,
    updated_at: session.updatedAt,
  };
}

/** A browser with its session and the attempt it is in the middle of. */
export async function clientJson(view: View, client: Client): Promise<ClientJSON> {
  const { store } = view.instance;
  const signUp = store.signUps.get(client.signUpId ?? '');
  const signIn = store.signIns.get(client.signInId ?? '');
  const sessions = store.activeSessions(client);
  const lastIsActive = sessions.some((session) => session.id === client.lastActiveSessionId);
  return {
    object: 'client',
    id: client.id,
    sessions: await Promise.all(sessions.map((session) => sessionJson(view, session))),
    sign_up: signUp && signUp.status !== 'complete' ? signUpJson(signUp) : null,
    sign_in: signIn && signIn.status !== 'complete' ? signInJson(view, signIn) : null,
    last_active_session_id: lastIsActive ? client.lastActiveSessionId : null,
    last_authentication_strategy: client.lastStrategy as ClientJSON['last_authentication_strategy'],
    // No check for bots: clerk-js then loads none from elsewhere.
    captcha_bypass: true,
    // More than eight days ahead keeps clerk-js from a redirect that would only renew the cookie.
    cookie_expires_at: Date.now() + 365 * DAY_MS,
    created_at: client.createdAt,
    updated_at: client.updatedAt,
  };
}
