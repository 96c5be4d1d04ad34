import { describe, expect, it } from 'vitest';
import { deployedStageFaults } from '../../backend/src/config/deployed-stage.ts';
import { loadSettings, variablesOf } from '../../backend/src/config/settings.ts';
import type { Role } from '../../backend/src/config/variable.ts';
import { variables } from '../../backend/src/config/variables.ts';
import { variables as declaredByWeb } from '../../frontend/src/config/variables.ts';
import { composeEnvironment } from './compose-file.ts';
import { stackEnvironment, type StackPlace } from './environment.ts';

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

const webVariables = Object.keys(declaredByWeb).sort();

describe('the embedded stack', () => {
  it.each(roles)('supplies the %s with exactly the settings it declares', (role) => {
    const supplied = stackEnvironment(role, place);
    expect(Object.keys(supplied).sort()).toEqual([...variablesOf(role)].sort());
    expect(() => loadSettings(role, supplied)).not.toThrow();
  });

  it('supplies the web process with exactly the settings it declares', () => {
    expect(Object.keys(stackEnvironment('web', place)).sort()).toEqual(webVariables);
  });
});

describe('compose.yaml', () => {
  const nothing: Record<string, string> = {};
  const supplied = (role: string, stage = 'local'): Record<string, string> => ({
    ...composeEnvironment(role, nothing),
    STAGE: stage,
  });

  it.each(roles)('supplies the %s with exactly the settings it declares', (role) => {
    const environment = supplied(role);
    expect(Object.keys(environment).sort()).toEqual([...variablesOf(role)].sort());
    expect(() => loadSettings(role, environment)).not.toThrow();
  });

  it('supplies the web process with exactly the settings it declares', () => {
    expect(Object.keys(supplied('web')).sort()).toEqual(webVariables);
  });

  it('takes other origins everywhere where an origin stands', () => {
    const origins = {
      CHANCERY_WEB_ORIGIN: 'https://app.chancery.test',
      CHANCERY_API_ORIGIN: 'https://api.chancery.test',
      CHANCERY_STORE_ORIGIN: 'https://files.chancery.test',
    };
    const given = [...roles, 'web', 'localstack'].flatMap((service) =>
      Object.entries(composeEnvironment(service, origins)),
    );
    const named = given.filter(([name]) =>
      /^(WEB_ORIGIN|S3_PUBLIC_ENDPOINT|API_URL|STORE_ORIGIN)$/.test(name),
    );
    expect(named.filter(([, value]) => !/^https:\/\/(app|api|files)\.chancery\.test$/.test(value))).toEqual(
      [],
    );
    expect(new Set(named.map(([name]) => name)).size).toBe(4);
  });

  it.each(roles)('publishes defaults for the %s that a deployed stage refuses, each by name', (role) => {
    const environment = supplied(role, 'production');
    const published = Object.keys(environment).filter((name) =>
      /^local-only-|^sk_test_local/.test(environment[name] ?? ''),
    );
    const localOnly = variablesOf(role).filter(
      (name) => variables[name].scope === 'local-only' && environment[name],
    );
    const faults = deployedStageFaults(role, environment);
    for (const name of [...published, ...localOnly]) {
      expect(
        faults.filter((fault) => fault.startsWith(name)),
        name,
      ).not.toEqual([]);
    }
    if (role !== 'converter') expect(published.length).toBeGreaterThan(0);
  });
});
