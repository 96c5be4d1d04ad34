import { describe, expect, it } from 'vitest';
import { stackEnvironment, type StackPlace } from './environment.ts';
import { preferredPorts } from './ports.ts';
import { makeSecrets } from './secrets.ts';

const secrets = makeSecrets();
const place: StackPlace = {
  ports: preferredPorts('00000001'),
  secrets,
  databaseName: 'chancery',
  publishableKey: 'pk_test_example',
  clerkJwtKey: '-----BEGIN PUBLIC KEY-----',
  converter: { engine: 'wasm', folder: '/wasm' },
  models: { ANTHROPIC_API_KEY: 'a key of the person' },
  logLevel: 'info',
};

describe('stackEnvironment', () => {
  it('gives the converter, which opens untrusted files, no secret and no address of another service', () => {
    expect(stackEnvironment('converter', place)).toEqual({
      STAGE: 'local',
      LOG_LEVEL: 'info',
      HOST: '127.0.0.1',
      PORT: String(place.ports.converter),
      CONVERTER_ENGINE: 'wasm',
      LIBREOFFICE_WASM_DIR: '/wasm',
    });
  });

  it('gives the web server neither the database nor the keys of AWS and the models', () => {
    const values = Object.values(stackEnvironment('web', place));
    for (const secret of [secrets.databasePassword, secrets.awsSecretAccessKey, 'a key of the person']) {
      expect(values).not.toContain(secret);
    }
  });

  it('lets every process speak of the same places', () => {
    const api = stackEnvironment('api', place);
    const web = stackEnvironment('web', place);
    expect(web.API_URL).toBe(`http://localhost:${api.PORT}`);
    expect(api.WEB_ORIGIN).toBe(`http://localhost:${web.PORT}`);
    expect(web.CLERK_PUBLISHABLE_KEY).toBe(api.CLERK_PUBLISHABLE_KEY);
    expect(stackEnvironment('worker', place).CONVERTER_URL).toBe(
      `http://127.0.0.1:${stackEnvironment('converter', place).PORT}`,
    );
  });

  it('hands a person’s model key to the processes that call models', () => {
    expect(stackEnvironment('api', place).ANTHROPIC_API_KEY).toBe('a key of the person');
    expect(stackEnvironment('seed', place).ANTHROPIC_API_KEY).toBeUndefined();
  });
});
