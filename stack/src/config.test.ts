import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasAwsCredentials } from './config.ts';

describe('an AWS account', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'chancery-home-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const write = (file: string, text: string): void => {
    mkdirSync(join(home, '.aws'), { recursive: true });
    writeFileSync(join(home, '.aws', file), text);
  };

  it('is missing where nothing names one', () => {
    expect(hasAwsCredentials({ HOME: home })).toBe(false);
    write('config', '[profile other]\nregion = eu-west-2\n');
    expect(hasAwsCredentials({ HOME: home })).toBe(false);
  });

  it.each(['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'])(
    'is given by %s',
    (name) => {
      expect(hasAwsCredentials({ HOME: home, [name]: 'given' })).toBe(true);
    },
  );

  it.each(['config', 'credentials'])('is given by a default profile in ~/.aws/%s', (file) => {
    write(file, '# mine\n[default]\nsso_session = office\n');
    expect(hasAwsCredentials({ HOME: home })).toBe(true);
  });

  it('is looked for where the environment says that the files are', () => {
    write('elsewhere', '[default]\n');
    expect(hasAwsCredentials({ HOME: '/nonexistent', AWS_CONFIG_FILE: join(home, '.aws/elsewhere') })).toBe(
      true,
    );
  });
});
