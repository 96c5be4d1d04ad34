import { describe, expect, it } from 'vitest';
import { readSettings } from './config.ts';
import { publishableKeyFor } from './keys.ts';

const args = [
  '--dir',
  'd',
  '--host-label',
  'a.localhost',
  '--origins',
  'http://localhost:1,http://localhost:2',
];
const environment = { CLERK_SECRET_KEY: 'sk_test_x' };

describe('readSettings', () => {
  it('reads what is needed and fills in the rest', () => {
    const settings = readSettings([...args, '--seed', 'a@b.co:password:Ann:Lee'], environment);
    expect(settings).toMatchObject({ host: '127.0.0.1', port: 4100, tokenTtlSeconds: 60 });
    expect(settings.origins).toEqual(['http://localhost:1', 'http://localhost:2']);
    expect(settings.seeds).toEqual([
      { email: 'a@b.co', password: 'password', firstName: 'Ann', lastName: 'Lee' },
    ]);
  });

  it.each([
    [{ STAGE: 'production' }, /stage "production"/],
    [{ STAGE: 'staging' }, /stage "staging"/],
    [{ NODE_ENV: 'production' }, /NODE_ENV/],
    [{ AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE' }, /hosting platform/],
    [{ ECS_CONTAINER_METADATA_URI_V4: 'http://169.254.170.2/v4' }, /hosting platform/],
    [{ VERCEL: '1' }, /hosting platform/],
    [{ CLERK_SECRET_KEY: 'sk_live_x' }, /sk_test_/],
    [{ CLERK_SECRET_KEY: undefined }, /sk_test_/],
  ])('refuses %o', (extra, reason) => {
    expect(() => readSettings(args, { ...environment, ...extra })).toThrow(reason);
  });

  it('takes the label from the key its clients are given, and refuses the key of a real instance', () => {
    const unnamed = ['--dir', 'd', '--origins', 'http://localhost:1'];
    const given = (key: string) => readSettings(unnamed, { ...environment, CLERK_PUBLISHABLE_KEY: key });
    expect(given(publishableKeyFor('b.localhost')).hostLabel).toBe('b.localhost');
    expect(() => given('pk_test_Zm94LmNsZXJrLmFjY291bnRzLmRldiQ')).toThrow(/not the key of a stand-in/);
    expect(() => readSettings(unnamed, environment)).toThrow(/--host-label/);
  });

  it('listens beyond this machine only when told so', () => {
    const open = [...args, '--host', '0.0.0.0'];
    expect(() => readSettings(open, environment)).toThrow(/refusing to listen/);
    expect(readSettings([...open, '--allow-non-loopback'], environment).host).toBe('0.0.0.0');
  });

  it.each([
    [['--port', 'x'], /--port/],
    [['--token-ttl', '0'], /--token-ttl/],
    [['--seed', 'nobody'], /--seed/],
    [['--unknown'], /unknown/i],
  ])('refuses %o', (extra, reason) => {
    expect(() => readSettings([...args, ...extra], environment)).toThrow(reason);
  });
});
