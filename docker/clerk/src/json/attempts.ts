import type { SignInJSON, SignUpJSON, SignUpVerificationJSON } from '@clerk/shared/types';
import type { SignIn, SignUp, User } from '../store/records.ts';
import { imageUrl, verificationJson } from './user.ts';
import type { View } from './view.ts';

export function signUpJson(attempt: SignUp): SignUpJSON {
  const missing = [
    ...(attempt.email ? [] : ['email_address']),
    ...(attempt.passwordHash ? [] : ['password']),
  ] as SignUpJSON['missing_fields'];
  const idle = {
    ...verificationJson({ status: null as never, strategy: null as never }),
    next_action: '',
    supported_strategies: [],
  };
  return {
    object: 'sign_up',
    id: attempt.id,
    status: attempt.status,
    required_fields: ['email_address', 'password'],
    optional_fields: ['first_name', 'last_name'],
    missing_fields: missing,
    unverified_fields: attempt.email && !attempt.emailVerified ? ['email_address'] : [],
    verifications: {
      email_address: attempt.email ? emailVerification(attempt) : idle,
      phone_number: idle,
      web3_wallet: idle,
      external_account: idle,
    },
    username: null,
    first_name: attempt.firstName,
    last_name: attempt.lastName,
    email_address: attempt.email,
    phone_number: null,
    web3_wallet: null,
    external_account_strategy: null,
    external_account: null,
    has_password: attempt.passwordHash !== null,
    unsafe_metadata: attempt.unsafeMetadata,
    created_session_id: attempt.createdSessionId,
    created_user_id: attempt.createdUserId,
    abandon_at: attempt.abandonAt,
    legal_accepted_at: null,
    locale: attempt.locale,
    timezone: null,
  };
}

/** The strategy is null until a code was asked for: otherwise the form assumes one is on its way. */
function emailVerification(attempt: SignUp): SignUpVerificationJSON {
  const verification = verificationJson({
    status: attempt.emailVerified ? 'verified' : 'unverified',
    strategy: (attempt.code || attempt.emailVerified ? 'email_code' : null) as string,
    attempts: attempt.code?.attempts ?? 0,
    expire_at: attempt.code?.expireAt ?? Date.now() + 600_000,
  });
  const next = attempt.code ? 'needs_attempt' : 'needs_prepare';
  return {
    ...verification,
    next_action: attempt.emailVerified ? '' : next,
    supported_strategies: ['email_code'],
  };
}

export function signInJson(view: View, attempt: SignIn): SignInJSON {
  const user = view.instance.store.userOf(attempt.userId);
  const { verification } = attempt;
  return {
    object: 'sign_in',
    id: attempt.id,
    status: attempt.status,
    supported_identifiers: ['email_address'],
    identifier: attempt.identifier as string,
    user_data: (user ? publicFace(view, user) : null) as SignInJSON['user_data'],
    supported_first_factors: user ? firstFactors(user) : [],
    supported_second_factors: [],
    first_factor_verification: verification
      ? verificationJson({
          strategy: verification.strategy,
          status: verification.status,
          attempts: verification.code?.attempts ?? 0,
        })
      : null,
    second_factor_verification: null,
    created_session_id: attempt.createdSessionId,
    timezone: null,
  };
}

function publicFace(view: View, user: User) {
  return {
    first_name: user.firstName,
    last_name: user.lastName,
    image_url: imageUrl(view, user),
    has_image: false,
  };
}

function firstFactors(user: User): SignInJSON['supported_first_factors'] {
  const byEmail = user.emails.flatMap((email) => {
    const factor = {
      email_address_id: email.id,
      safe_identifier: email.address,
      primary: email.id === user.primaryEmailId,
    };
    const reset = { strategy: 'reset_password_email_code' as const, ...factor };
    return [{ strategy: 'email_code' as const, ...factor }, ...(user.passwordHash ? [reset] : [])];
  });
  return [
    ...(user.passwordHash ? [{ strategy: 'password' as const }] : []),
    ...byEmail,
  ] as SignInJSON['supported_first_factors'];
}
