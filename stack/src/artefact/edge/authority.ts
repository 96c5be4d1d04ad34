import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackFault } from '../../fault.ts';
import { runCaptured } from '../../run.ts';

/** An authority that exists for one run, and a certificate it has signed. */
export interface TestAuthority {
  /** The authority's own certificate: what NODE_EXTRA_CA_CERTS names. */
  authorityFile: string;
  keyFile: string;
  certificateFile: string;
  /** The SHA-256 of the certificate's public key in base64, as Chromium pins one. */
  pin: string;
}

const VALID_DAYS = '2';
const newKey = ['-newkey', 'rsa:2048', '-nodes'];

/**
 * Makes an authority and a certificate for some names, all in one folder.
 *
 * @throws StackFault when there is no openssl, or it refuses
 */
export async function makeAuthority(folder: string, names: readonly string[]): Promise<TestAuthority> {
  const file = (name: string): string => join(folder, name);
  writeFileSync(
    file('openssl.cnf'),
    [
      '[req]\ndistinguished_name = name\nprompt = no\n[name]\nCN = Chancery test',
      '[authority]\nbasicConstraints = critical, CA:TRUE\nkeyUsage = critical, keyCertSign\nsubjectKeyIdentifier = hash',
      `[site]\nbasicConstraints = CA:FALSE\nextendedKeyUsage = serverAuth\nauthorityKeyIdentifier = keyid\n` +
        `subjectAltName = ${names.map((name) => `DNS:${name}`).join(', ')}\n`,
    ].join('\n'),
  );
  const config = ['-config', file('openssl.cnf')];
  const authority = ['-keyout', file('ca.key'), '-out', file('ca.pem'), '-days', VALID_DAYS];
  await openssl(['req', '-x509', ...config, '-extensions', 'authority', ...newKey, ...authority]);
  await openssl(['req', '-new', ...config, ...newKey, '-keyout', file('site.key'), '-out', file('site.csr')]);
  await openssl([
    ...['x509', '-req', '-in', file('site.csr'), '-out', file('site.pem'), '-days', VALID_DAYS],
    ...['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial'],
    ...['-extfile', file('openssl.cnf'), '-extensions', 'site'],
  ]);
  const certificate = new X509Certificate(readFileSync(file('site.pem')));
  const key = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return {
    authorityFile: file('ca.pem'),
    keyFile: file('site.key'),
    certificateFile: file('site.pem'),
    pin: createHash('sha256').update(key).digest('base64'),
  };
}

async function openssl(args: string[]): Promise<void> {
  const { code, output } = await runCaptured('openssl', args).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new StackFault(
        'There is no openssl',
        'Install it: the test of TLS makes its certificates with it.',
      );
    throw error;
  });
  if (code !== 0) throw new StackFault(`openssl ${args[0]} failed:\n${output.trimEnd()}`);
}
