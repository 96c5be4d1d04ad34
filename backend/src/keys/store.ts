import { and, eq } from 'drizzle-orm';
import type { SecretsByVersion } from '../config/versioned-secrets.ts';
import type { Database } from '../db/client.ts';
import { userApiKeys, type KeyProvider } from '../db/schema/index.ts';
import { decryptKey, encryptKey } from './encryption.ts';

export interface StoredKey {
  provider: KeyProvider;
  lastFour: string;
  addedAt: Date;
}

/** What is known of a person's keys; never the keys. */
export async function listKeys(db: Database, userId: string): Promise<StoredKey[]> {
  return db
    .select({
      provider: userApiKeys.provider,
      lastFour: userApiKeys.lastFour,
      addedAt: userApiKeys.updatedAt,
    })
    .from(userApiKeys)
    .where(eq(userApiKeys.userId, userId));
}

export async function saveKey(
  db: Database,
  secrets: SecretsByVersion,
  userId: string,
  provider: KeyProvider,
  apiKey: string,
): Promise<void> {
  const { ciphertext, version } = encryptKey(apiKey, { userId, provider }, secrets);
  const values = { ciphertext, keyVersion: version, lastFour: apiKey.slice(-4), updatedAt: new Date() };
  await db
    .insert(userApiKeys)
    .values({ userId, provider, ...values })
    .onConflictDoUpdate({ target: [userApiKeys.userId, userApiKeys.provider], set: values });
}

export async function deleteKey(db: Database, userId: string, provider: KeyProvider): Promise<void> {
  await db.delete(userApiKeys).where(and(eq(userApiKeys.userId, userId), eq(userApiKeys.provider, provider)));
}

/** The key in clear, for a call to the provider; null when the person has none. */
export async function readKey(
  db: Database,
  secrets: SecretsByVersion,
  userId: string,
  provider: KeyProvider,
): Promise<string | null> {
  const [row] = await db
    .select()
    .from(userApiKeys)
    .where(and(eq(userApiKeys.userId, userId), eq(userApiKeys.provider, provider)));
  return row ? decryptKey(row.ciphertext, row.keyVersion, { userId, provider }, secrets) : null;
}
