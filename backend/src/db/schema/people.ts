import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, oneOf, personId, updatedAt } from '../columns.ts';

export const keyProviders = ['anthropic', 'openai', 'gemini', 'openai-compatible'] as const;
export type KeyProvider = (typeof keyProviders)[number];

/** One row a person, made by the first authenticated request. Name and address stay with Clerk. */
export const userProfiles = pgTable('user_profiles', {
  userId: personId().primaryKey(),
  displayName: text('display_name'),
  organisation: text('organisation'),
  chatModel: text('chat_model'),
  tabularModel: text('tabular_model'),
  /** Providers the person has agreed to send text to. */
  acceptedProviders: jsonb('accepted_providers').$type<string[]>().notNull().default([]),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

/** People's own provider keys: AES-256-GCM, the key derived by HKDF, owner and provider bound as additional data. */
export const userApiKeys = pgTable(
  'user_api_keys',
  {
    userId: personId()
      .notNull()
      .references(() => userProfiles.userId, { onDelete: 'cascade' }),
    provider: text('provider', { enum: keyProviders }).notNull(),
    /** version of the secret, salt, nonce, tag and text, base64. */
    ciphertext: text('ciphertext').notNull(),
    keyVersion: integer('key_version').notNull(),
    lastFour: text('last_four').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.provider] }),
    check('user_api_keys_provider', oneOf(table.provider, keyProviders)),
    check('user_api_keys_version', sql`${table.keyVersion} >= 1`),
  ],
);
