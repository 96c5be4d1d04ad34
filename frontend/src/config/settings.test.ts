import { describe, expect, it } from 'vitest';
import { loadSettings, SettingsError } from './settings';

const standIn = `pk_test_${Buffer.from('chancery.localhost$').toString('base64')}`;
const local = {
  STAGE: 'local',
  API_URL: 'http://localhost:4000/',
  CLERK_PUBLISHABLE_KEY: standIn,
  CLERK_SECRET_KEY: 'sk_test_x',
  CLERK_PROXY_PATH: '/__clerk',
} as unknown as NodeJS.ProcessEnv;

function faultsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
  }
  return [];
}

describe('web settings', () => {
  it('reads a local environment and keeps only the origin of the API', () => {
    expect(loadSettings(local)).toMatchObject({ API_URL: 'http://localhost:4000', HOSTNAME: 'localhost' });
  });

  it('names what is missing', () => {
    expect(faultsOf({ ...local, API_URL: '' })).toEqual(['API_URL is not set']);
  });

  const host = (name: string): string => `pk_live_${Buffer.from(`${name}$`).toString('base64')}`;
  const deployed = {
    STAGE: 'production',
    API_URL: 'https://api.chancery.example',
    STORE_ORIGIN: 'https://s3.eu-west-2.amazonaws.com',
    CLERK_PUBLISHABLE_KEY: host('clerk.chancery.example'),
    CLERK_SECRET_KEY: 'sk_live_x',
  } as unknown as NodeJS.ProcessEnv;

  it('takes a complete deployed environment', () => {
    expect(faultsOf(deployed)).toEqual([]);
  });

  it.each([
    ['STORE_ORIGIN', 'http://files.chancery.example'],
    ['STORE_ORIGIN', 'https://localhost:4566'],
    ['API_URL', 'https://127.0.0.1:4000'],
    ['CLERK_PUBLISHABLE_KEY', host('chancery.LOCALHOST')],
    ['CLERK_PUBLISHABLE_KEY', host('localhost:4100')],
    ['CLERK_SECRET_KEY', 'sk_live_local-only-compose'],
  ])('refuses %s in production when it is %s', (name, value) => {
    expect(faultsOf({ ...deployed, [name]: value })).toEqual([expect.stringMatching(`^${name} `)]);
  });

  it('refuses stand-ins and test keys in production, by name', () => {
    const faults = faultsOf({ ...local, STAGE: 'production' });
    for (const name of ['CLERK_PROXY_PATH', 'CLERK_PUBLISHABLE_KEY', 'CLERK_SECRET_KEY', 'API_URL']) {
      expect(faults.some((fault) => fault.startsWith(name))).toBe(true);
    }
  });
});
