import type { UserJSON as BackendUserJSON } from '@clerk/backend';
import type { EmailAddressJSON, UserJSON, VerificationJSON } from '@clerk/shared/types';
import type { Email, User } from '../store/records.ts';
import type { View } from './view.ts';

/** A verification; by default one by e-mail code that waits. */
export function verificationJson(over: Partial<VerificationJSON> = {}): VerificationJSON {
  const waiting = {
    object: 'verification',
    id: '',
    status: 'unverified',
    strategy: 'email_code',
    attempts: 0,
  };
  const times = { expire_at: Date.now() + 600_000, verified_at_client: '' };
  return { ...waiting, ...times, error: null as never, ...over } as VerificationJSON;
}

export function emailJson(email: Email): EmailAddressJSON {
  return {
    object: 'email_address',
    id: email.id,
    email_address: email.address,
    linked_to: [],
    matches_sso_connection: false,
    verification: verificationJson({ status: email.verified ? 'verified' : 'unverified', attempts: 1 }),
  };
}

/** Address of a person's picture, a coloured square of ours. */
export function imageUrl(view: View, user: User): string {
  return `${view.base}/avatar/${user.id}.svg`;
}

/** What the browser sees of a person. */
export function userJson(view: View, user: User): UserJSON {
  return {
    object: 'user',
    id: user.id,
    external_id: user.externalId,
    username: user.username,
    first_name: user.firstName,
    last_name: user.lastName,
    image_url: imageUrl(view, user),
    has_image: false,
    profile_image_id: '',
    primary_email_address_id: user.primaryEmailId,
    primary_phone_number_id: null,
    primary_web3_wallet_id: null,
    email_addresses: user.emails.map(emailJson),
    phone_numbers: [],
    web3_wallets: [],
    external_accounts: [],
    enterprise_accounts: [],
    passkeys: [],
    organization_memberships: [],
    password_enabled: user.passwordHash !== null,
    totp_enabled: false,
    backup_code_enabled: false,
    two_factor_enabled: false,
    public_metadata: user.publicMetadata,
    unsafe_metadata: user.unsafeMetadata,
    last_sign_in_at: user.lastSignInAt,
    create_organization_enabled: false,
    create_organizations_limit: null,
    delete_self_enabled: true,
    legal_accepted_at: null,
    timezone: null,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
  };
}

/** What the Backend API adds for callers who hold the secret key. */
type BackendFields = Pick<
  BackendUserJSON,
  'private_metadata' | 'banned' | 'locked' | 'lockout_expires_in_seconds' | 'verification_attempts_remaining'
> &
  Pick<BackendUserJSON, 'last_active_at' | 'locale'> & { password_last_updated_at: number | null };

export function backendUserJson(view: View, user: User): UserJSON & BackendFields {
  return {
    ...userJson(view, user),
    private_metadata: user.privateMetadata,
    banned: user.banned,
    locked: false,
    lockout_expires_in_seconds: null,
    verification_attempts_remaining: 100,
    last_active_at: user.lastActiveAt,
    password_last_updated_at: user.passwordUpdatedAt,
    locale: null,
  };
}
