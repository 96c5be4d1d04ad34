import { describe, expect, it } from 'vitest';
import { loadSettings, SettingsError } from './settings.ts';

const secret = 'x'.repeat(40);
const deployed = {
  STAGE: 'production',
  PORT: '8080',
  WEB_ORIGIN: 'https://chancery.example',
  DB_HOST: 'db',
  DB_NAME: 'chancery',
  DB_USER: 'app',
  DB_PASSWORD: 'p',
  AWS_REGION: 'eu-west-2',
  S3_BUCKET: 'documents',
  CLERK_SECRET_KEY: 'sk_live_abc',
  CLERK_PUBLISHABLE_KEY: `pk_live_${Buffer.from('clerk.chancery.example$').toString('base64')}`,
  DOWNLOAD_SIGNING_SECRET: secret,
  USER_API_KEYS_ENCRYPTION_SECRET: secret,
};

function faultsOf(environment: NodeJS.ProcessEnv): string {
  try {
    loadSettings('api', environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults.join('\n');
    throw error;
  }
  return '';
}

describe('settings', () => {
  it('reads a complete deployed environment', () => {
    expect(loadSettings('api', deployed)).toMatchObject({ PORT: 8080, DB_PORT: 5432, LOG_LEVEL: 'info' });
  });

  it('names every missing or wrong variable at once and prints no value', () => {
    const faults = faultsOf({
      ...deployed,
      DB_HOST: '',
      PORT: 'eighty',
      DOWNLOAD_SIGNING_SECRET: 'shortsecret',
    });
    expect(faults).toContain('DB_HOST is not set');
    expect(faults).toContain('PORT');
    expect(faults).toContain('DOWNLOAD_SIGNING_SECRET');
    expect(faults).not.toContain('shortsecret');
  });

  it.each([
    ['AWS_ENDPOINT_URL', 'http://127.0.0.1:4566'],
    ['S3_PUBLIC_ENDPOINT', 'http://localhost:4566'],
    ['CLERK_API_URL', 'http://127.0.0.1:4100'],
    ['OFFLINE_MODEL_URL', 'http://127.0.0.1:4200'],
    ['CLERK_SECRET_KEY', 'sk_test_local'],
    ['CLERK_PUBLISHABLE_KEY', `pk_test_${Buffer.from('chancery.localhost$').toString('base64')}`],
    ['WEB_ORIGIN', 'http://chancery.example'],
    ['DB_SSL', 'disable'],
    ['DB_PASSWORD', 'local-only-password'],
    ['OPENAI_COMPATIBLE_BASE_URL', 'http://model.example'],
    ['AWS_ENDPOINT_URL_S3', 'http://127.0.0.1:4566'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
    ['NODE_OPTIONS', '--enable-source-maps --inspect=0.0.0.0:9229'],
    ['WEB_ORIGIN', 'https://localhost:3000'],
    ['WEB_ORIGIN', 'https://127.0.0.2'],
    ['OPENAI_COMPATIBLE_BASE_URL', 'https://model.LOCALHOST:4400/v1'],
    ['OPENAI_COMPATIBLE_BASE_URL', 'https://[::1]/v1'],
    // As a file of settings leaves them, and as a rotation names them.
    ['DB_PASSWORD', '"local-only-password"'],
    ['DB_PASSWORD', ' Local-Only-Password'],
    ['CLERK_SECRET_KEY', 'sk_live_local-only-compose'],
    ['USER_API_KEYS_ENCRYPTION_SECRET', '1:local-only-user-api-keys-encryption-0001'],
    ['USER_API_KEYS_ENCRYPTION_SECRET', `2:${secret},1:local-only-user-api-keys-encryption-0001`],
  ])('a deployed stage refuses %s when it is a local value', (name, value) => {
    expect(faultsOf({ ...deployed, [name]: value })).toContain(name);
  });

  it.each([
    ['a version twice, of which one would be forgotten', `2:${secret},2:${'y'.repeat(40)}`],
    ['a secret of a list that is too short', `2:short,1:${secret}`],
    ['a part of a list without its version', `2:${secret},${secret}`],
    ['a version that is too short a secret', `1:${'x'.repeat(31)}`],
    ['a comma at the end', `1:${secret},`],
  ])('refuses %s, and prints none of it', (_what, value) => {
    const faults = faultsOf({ ...deployed, USER_API_KEYS_ENCRYPTION_SECRET: value });
    expect(faults).toContain('USER_API_KEYS_ENCRYPTION_SECRET');
    expect(faults).not.toContain('xxx');
  });

  it.each(['localhost', 'chancery.LOCALHOST', 'chancery.localhost.', 'chancery.localhost:4100', '127.0.0.1'])(
    'a deployed stage takes no key of an instance at %s',
    (host) => {
      const key = `pk_live_${Buffer.from(`${host}$`).toString('base64')}`;
      expect(faultsOf({ ...deployed, CLERK_PUBLISHABLE_KEY: key })).toContain('CLERK_PUBLISHABLE_KEY');
    },
  );
});
