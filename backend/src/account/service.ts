import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { keyProviders, userProfiles, type KeyProvider } from '../db/schema/index.ts';
import { fail } from '../errors/catalogue.ts';
import { deleteKey, listKeys, saveKey } from '../keys/store.ts';
import { providers } from '../models/catalogue.ts';
import type { Services } from '../services.ts';
import { readProfile } from './profile.ts';
import type { accountChange, accountSchema, apiKeySchema } from './schemas.ts';

type AccountView = z.input<typeof accountSchema>;

export async function readAccount(services: Services, userId: string): Promise<AccountView> {
  const [profile, person] = await Promise.all([
    readProfile(services.db, userId),
    services.identity.person(userId),
  ]);
  return {
    userId,
    email: person?.email ?? null,
    name: person?.name ?? null,
    displayName: profile.displayName,
    organisation: profile.organisation,
    chatModel: profile.chatModel,
    tabularModel: profile.tabularModel,
    acceptedProviders: profile.acceptedProviders,
  };
}

/** @throws model_unknown when a chosen model is not in the list */
export async function changeAccount(
  services: Services,
  userId: string,
  input: z.output<typeof accountChange>,
): Promise<AccountView> {
  const known = new Set((await services.models.list(userId)).map((model) => model.id));
  for (const id of [input.chatModel, input.tabularModel]) {
    if (id && !known.has(id)) throw fail('model_unknown', { detail: `There is no model "${id}".` });
  }
  await services.db
    .update(userProfiles)
    .set({ ...input, updatedAt: new Date() })
    .where(eq(userProfiles.userId, userId));
  return readAccount(services, userId);
}

export async function listApiKeys(
  services: Services,
  userId: string,
): Promise<{ items: z.input<typeof apiKeySchema>[] }> {
  const own = new Map((await listKeys(services.db, userId)).map((key) => [key.provider, key]));
  const items = keyProviders
    .filter(
      (provider) => provider !== 'openai-compatible' || services.models.environmentKey(provider) !== null,
    )
    .map((provider) => {
      const key = own.get(provider);
      const source = services.models.environmentKey(provider)
        ? ('environment' as const)
        : key
          ? ('person' as const)
          : null;
      return {
        provider,
        providerLabel: providers.find((entry) => entry.id === provider)?.label ?? provider,
        source,
        lastFour: source === 'person' ? (key?.lastFour ?? null) : null,
        addedAt: source === 'person' ? (key?.addedAt.toISOString() ?? null) : null,
      };
    });
  return { items };
}

/** @throws key_set_by_server when an operator's key is used anyway */
export async function putApiKey(
  services: Services,
  userId: string,
  provider: KeyProvider,
  apiKey: string,
): Promise<void> {
  if (services.models.environmentKey(provider)) throw fail('key_set_by_server');
  await saveKey(services.db, services.settings.USER_API_KEYS_ENCRYPTION_SECRET, userId, provider, apiKey);
}

export async function removeApiKey(services: Services, userId: string, provider: KeyProvider): Promise<void> {
  await deleteKey(services.db, userId, provider);
}
