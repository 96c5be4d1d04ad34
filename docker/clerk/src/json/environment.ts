import type { EnvironmentJSON } from '@clerk/shared/types';
import { passwordLimits } from '../passwords.ts';

const off = {
  enabled: false,
  required: false,
  verifications: [],
  used_for_first_factor: false,
  first_factors: [],
  used_for_second_factor: false,
  second_factors: [],
  verify_at_sign_up: false,
};

/**
 * How the instance is set up: people sign up with an e-mail address, a password and a code. Everything that
 * would make clerk-js fetch something from elsewhere (bot checks, breach lists, logos) is off.
 */
export function environmentJson(): EnvironmentJSON {
  return {
    object: 'environment',
    id: 'env_local',
    maintenance_mode: false,
    client_debug_mode: false,
    partitioned_cookies: false,
    auth_config: {
      object: 'auth_config',
      id: 'aac_local',
      single_session_mode: true,
      claimed_at: null,
      reverification: false,
      preferred_channels: {},
      session_minter: false,
    },
    api_keys_settings: {
      object: 'api_keys_settings',
      id: 'aks_local',
      user_api_keys_enabled: false,
      orgs_api_keys_enabled: false,
    },
    commerce_settings: {
      object: 'commerce_settings',
      id: 'cs_local',
      billing: {
        stripe_publishable_key: null,
        organization: { enabled: false, has_paid_plans: false },
        user: { enabled: false, has_paid_plans: false },
      },
    },
    display_config: displayConfig(),
    organization_settings: organizationSettings(),
    protect_config: { object: 'protect_config', id: 'pc_local', loaders: [] },
    user_settings: userSettings(),
  };
}

function displayConfig(): EnvironmentJSON['display_config'] {
  return {
    object: 'display_config',
    id: 'dc_local',
    application_name: 'Chancery',
    branded: false,
    home_url: '',
    instance_environment_type: 'development',
    after_sign_in_url: '',
    after_sign_up_url: '',
    after_sign_out_all_url: '',
    after_sign_out_one_url: '',
    after_switch_session_url: '',
    after_create_organization_url: '',
    after_leave_organization_url: '',
    after_join_waitlist_url: '',
    waitlist_url: '',
    captcha_public_key: null,
    captcha_public_key_invisible: null,
    captcha_widget_type: null,
    captcha_provider: 'turnstile',
    captcha_oauth_bypass: [],
    logo_image_url: '',
    favicon_image_url: '',
    preferred_sign_in_strategy: 'password',
    sign_in_url: '',
    sign_up_url: '',
    user_profile_url: '',
    organization_profile_url: '',
    create_organization_url: '',
    support_email: '',
    terms_url: '',
    privacy_policy_url: '',
    show_devmode_warning: false,
    theme: {} as EnvironmentJSON['display_config']['theme'],
  };
}

function organizationSettings(): EnvironmentJSON['organization_settings'] {
  return {
    enabled: false,
    max_allowed_memberships: 0,
    force_organization_selection: false,
    actions: { admin_delete: false },
    domains: { enabled: false, enrollment_modes: [], default_role: null },
    slug: { disabled: false },
    organization_creation_defaults: { enabled: false },
  } as unknown as EnvironmentJSON['organization_settings'];
}

function userSettings(): EnvironmentJSON['user_settings'] {
  const email = {
    ...off,
    enabled: true,
    required: true,
    verifications: ['email_code'],
    used_for_first_factor: true,
    first_factors: ['email_code'],
    verify_at_sign_up: true,
  };
  return {
    attributes: {
      email_address: email,
      password: { ...off, enabled: true, required: true },
      first_name: { ...off, enabled: true },
      last_name: { ...off, enabled: true },
      phone_number: off,
      username: off,
      web3_wallet: off,
      authenticator_app: off,
      backup_code: off,
      passkey: off,
    },
    actions: { delete_self: true, create_organization: false },
    social: {},
    enterprise_sso: { enabled: false, self_serve_sso: false },
    sign_in: { second_factor: { required: false, enabled: false } },
    sign_up: {
      allowlist_only: false,
      progressive: true,
      captcha_enabled: false,
      mode: 'public',
      legal_consent_enabled: false,
      mfa: { required: false },
    },
    password_settings: {
      allowed_special_characters: '',
      disable_hibp: true,
      min_length: passwordLimits.min,
      max_length: passwordLimits.max,
      require_special_char: false,
      require_numbers: false,
      require_uppercase: false,
      require_lowercase: false,
      show_zxcvbn: false,
      min_zxcvbn_strength: 0,
    },
    passkey_settings: { allow_autofill: false, show_sign_in_button: false },
    username_settings: { min_length: 4, max_length: 64 },
  } as unknown as EnvironmentJSON['user_settings'];
}
