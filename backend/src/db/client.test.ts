import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { connectionOptions } from './client.ts';

const settings = { DB_HOST: 'db', DB_PORT: 5432, DB_NAME: 'chancery', DB_USER: 'app', DB_PASSWORD: 'p' };

function authorities(): string[] {
  const { ssl } = connectionOptions({ ...settings, DB_SSL: 'require' });
  if (typeof ssl !== 'object') throw new Error('the connection does not use TLS');
  expect(ssl.rejectUnauthorized).toBe(true);
  return ssl.ca as string[];
}

describe('a connection by TLS', () => {
  it('trusts the authorities that sign the certificates of Aurora, for which the stack asks by name', () => {
    const names = authorities().map((certificate) => new X509Certificate(certificate).subject);
    expect(names.some((name) => name.includes('CN=Amazon RDS eu-west-2 Root CA RSA2048 G1'))).toBe(true);
  });

  it('still trusts those that Node knows, one of which signs the certificates of RDS Proxy', () => {
    expect(authorities()).toEqual(expect.arrayContaining(rootCertificates.slice(0, 3)));
    const names = authorities().map((certificate) => new X509Certificate(certificate).subject);
    expect(names.some((name) => name.includes('CN=Amazon Root CA 1'))).toBe(true);
  });

  it('is not made where the settings say so', () => {
    expect(connectionOptions({ ...settings, DB_SSL: 'disable' }).ssl).toBe(false);
  });
});
