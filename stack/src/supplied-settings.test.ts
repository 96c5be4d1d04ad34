import { stackEnvironment, type StackPlace } from './environment.ts';
import { describe, expect, it } from 'vitest';
import { variablesOf, loadSettings } from '../../backend/src/config/settings.ts';
import type { Role } from '../../backend/src/config/variable.ts';

const secret = 'x'.repeat(40);
const place: StackPlace = {
  ports: { web: 1, api: 2, worker: 3, converter: 4, clerk: 5, aws: 6, model: 7, postgres: 8 },
  secrets: {
    databasePassword: secret,
    awsAccessKeyId: secret,
    awsSecretAccessKey: secret,
    clerkSecretKey: `sk_test_${secret}`,
    downloadSigningSecret: secret,
    userApiKeysEncryptionSecret: secret,
  },
  databaseName: 'chancery',
  publishableKey: 'pk_test_abc',
  clerkJwtKey: '-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----',
  converter: { engine: 'wasm', folder: 'somewhere' },
  models: {
    ANTHROPIC_API_KEY: 'a',
    OPENAI_API_KEY: 'b',
    GEMINI_API_KEY: 'c',
    OPENAI_COMPATIBLE_BASE_URL: 'http://127.0.0.1:9',
    OPENAI_COMPATIBLE_API_KEY: 'd',
    OPENAI_COMPATIBLE_MODEL: 'e',
  },
  logLevel: 'info',
};
const roles: Role[] = ['api', 'worker', 'converter', 'migrate', 'seed'];

describe('the embedded stack', () => {
  it.each(roles)('supplies the %s with exactly the settings it declares', (role) => {
    const supplied = stackEnvironment(role, place);
    expect(Object.keys(supplied).sort()).toEqual([...variablesOf(role)].sort());
    expect(() => loadSettings(role, supplied)).not.toThrow();
  });
});
