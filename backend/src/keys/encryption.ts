import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { SecretsByVersion } from '../config/versioned-secrets.ts';

const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What a ciphertext belongs to: bound as additional data, so that it opens nowhere else. */
export interface KeyOwner {
  userId: string;
  provider: string;
}

const additionalData = (owner: KeyOwner, version: number): Buffer =>
  Buffer.from(JSON.stringify(['chancery-api-key', version, owner.userId, owner.provider]));

const derive = (secret: string, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, 'chancery user api keys', 32));

/** AES-256-GCM under a key derived by HKDF-SHA-256 from the newest secret and a fresh salt. */
export function encryptKey(
  text: string,
  owner: KeyOwner,
  secrets: SecretsByVersion,
): { ciphertext: string; version: number } {
  const version = Math.max(...secrets.keys());
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', derive(secretOf(secrets, version), salt), nonce);
  cipher.setAAD(additionalData(owner, version));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { ciphertext: Buffer.concat([salt, nonce, cipher.getAuthTag(), body]).toString('base64'), version };
}

/** @throws when the secret of that version is gone, or the text was made for another owner or altered */
export function decryptKey(
  ciphertext: string,
  version: number,
  owner: KeyOwner,
  secrets: SecretsByVersion,
): string {
  const bytes = Buffer.from(ciphertext, 'base64');
  const salt = bytes.subarray(0, SALT_BYTES);
  const nonce = bytes.subarray(SALT_BYTES, SALT_BYTES + NONCE_BYTES);
  const tag = bytes.subarray(SALT_BYTES + NONCE_BYTES, SALT_BYTES + NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', derive(secretOf(secrets, version), salt), nonce, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(additionalData(owner, version));
  decipher.setAuthTag(tag);
  const body = bytes.subarray(SALT_BYTES + NONCE_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}

function secretOf(secrets: SecretsByVersion, version: number): string {
  const secret = secrets.get(version);
  if (secret === undefined) throw new Error(`there is no encryption secret of version ${version}`);
  return secret;
}
