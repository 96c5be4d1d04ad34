import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Secrets } from './environment.ts';
import { readJson, writeJson } from './files.ts';

const newKey = (): { id: string; secret: string } => ({
  id: `AKIA${random(8).toUpperCase()}`,
  secret: random(20),
});

const random = (bytes: number): string => randomBytes(bytes).toString('hex');

/** New secrets; each is worth nothing outside of the stack it was made for. */
export function makeSecrets(): Secrets {
  return {
    databasePassword: random(16),
    awsAccessKeyId: `AKIA${random(8).toUpperCase()}`,
    awsSecretAccessKey: random(20),
    awsKeys: { api: newKey(), worker: newKey() },
    clerkSecretKey: `sk_test_${random(20)}`,
    downloadSigningSecret: random(32),
    userApiKeysEncryptionSecret: random(32),
  };
}

/** The secrets of a clone: made at the first start, readable by their owner alone, the same ever after. */
export function keptSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  const kept = readJson(file) as Partial<Secrets> | undefined;
  // A file of an older version may lack a secret that this one needs.
  const whole = { ...makeSecrets(), ...kept };
  if (!kept || Object.keys(whole).length > Object.keys(kept).length) writeJson(file, whole);
  return whole;
}
