import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogle } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModel } from 'ai';
import type { SecretsByVersion } from '../config/versioned-secrets.ts';
import type { Database } from '../db/client.ts';
import type { KeyProvider } from '../db/schema/index.ts';
import { fail } from '../errors/catalogue.ts';
import { listKeys, readKey } from '../keys/store.ts';
import { providers, type ProviderEntry, type ProviderId } from './catalogue.ts';

export interface ModelSettings {
  USER_API_KEYS_ENCRYPTION_SECRET: SecretsByVersion;
  OFFLINE_MODEL_URL?: string | undefined;
  ANTHROPIC_API_KEY?: string | undefined;
  OPENAI_API_KEY?: string | undefined;
  GEMINI_API_KEY?: string | undefined;
  OPENAI_COMPATIBLE_BASE_URL?: string | undefined;
  OPENAI_COMPATIBLE_API_KEY?: string | undefined;
  OPENAI_COMPATIBLE_MODEL?: string | undefined;
}

export interface ModelView {
  /** `provider:name`. */
  id: string;
  label: string;
  provider: ProviderId;
  providerLabel: string;
  available: boolean;
  keySource: 'builtin' | 'environment' | 'person' | null;
  external: boolean;
}

/** A model a person may use now, with its key in place. */
export interface ResolvedModel {
  id: string;
  provider: ProviderId;
  model: LanguageModel;
  /** The provider's cheapest one, for titles. */
  small: LanguageModel;
}

export interface Models {
  list(userId: string): Promise<ModelView[]>;
  /**
   * The model to use: the one asked for, else the first available one.
   * @throws model_unknown, model_key_missing
   */
  resolve(userId: string, modelId: string | null): Promise<ResolvedModel>;
  /** Where the server's own key for a provider comes from. */
  environmentKey(provider: KeyProvider): string | null;
}

/** Where each provider is called; tests point these at the scripted model. */
export type BaseUrls = Partial<Record<ProviderId, string>>;

export function createModels(db: Database, settings: ModelSettings, baseUrls: BaseUrls = {}): Models {
  const secrets = settings.USER_API_KEYS_ENCRYPTION_SECRET;
  const entries = configuredProviders(settings);

  function environmentKey(provider: KeyProvider): string | null {
    if (provider === 'anthropic') return settings.ANTHROPIC_API_KEY ?? null;
    if (provider === 'openai') return settings.OPENAI_API_KEY ?? null;
    if (provider === 'gemini') return settings.GEMINI_API_KEY ?? null;
    if (!settings.OPENAI_COMPATIBLE_BASE_URL) return null;
    // Local servers such as Ollama want no key.
    return settings.OPENAI_COMPATIBLE_API_KEY ?? 'none';
  }

  async function list(userId: string): Promise<ModelView[]> {
    const own = new Set((await listKeys(db, userId)).map((key) => key.provider));
    return entries.flatMap((entry) =>
      entry.models.map((model) => {
        const keySource = keySourceOf(entry, own);
        return {
          id: `${entry.id}:${model.name}`,
          label: model.label,
          provider: entry.id,
          providerLabel: entry.label,
          available: keySource !== null,
          keySource,
          external: entry.external,
        };
      }),
    );
  }

  function keySourceOf(entry: ProviderEntry, own: ReadonlySet<KeyProvider>): ModelView['keySource'] {
    if (entry.id === 'offline') return 'builtin';
    if (environmentKey(entry.id) !== null) return 'environment';
    return own.has(entry.id) ? 'person' : null;
  }

  async function resolve(userId: string, modelId: string | null): Promise<ResolvedModel> {
    const views = await list(userId);
    const view = modelId ? views.find((one) => one.id === modelId) : views.find((one) => one.available);
    if (!view)
      throw modelId
        ? fail('model_unknown', { detail: `There is no model "${modelId}".` })
        : fail('model_key_missing');
    const entry = entries.find((one) => one.id === view.provider);
    const key =
      view.provider === 'offline'
        ? 'offline'
        : (environmentKey(view.provider) ?? (await readKey(db, secrets, userId, view.provider)));
    if (!entry || !key)
      throw fail('model_key_missing', {
        detail: `${view.providerLabel} has no key. Add one in your account.`,
      });
    const make = clientOf(view.provider, key, settings, baseUrls);
    return {
      id: view.id,
      provider: view.provider,
      model: make(view.id.slice(view.provider.length + 1)),
      small: make(entry.small),
    };
  }

  return { list, resolve, environmentKey };
}

function configuredProviders(settings: ModelSettings): ProviderEntry[] {
  return providers.flatMap((entry) => {
    if (entry.id === 'offline') return settings.OFFLINE_MODEL_URL ? [entry] : [];
    if (entry.id !== 'openai-compatible') return [entry];
    const name = settings.OPENAI_COMPATIBLE_MODEL;
    if (!settings.OPENAI_COMPATIBLE_BASE_URL || !name) return [];
    return [{ ...entry, models: [{ name, label: name }], small: name }];
  });
}

function clientOf(
  provider: ProviderId,
  apiKey: string,
  settings: ModelSettings,
  baseUrls: BaseUrls,
): (name: string) => LanguageModel {
  const baseURL = baseUrls[provider];
  const at = baseURL ? { baseURL } : {};
  switch (provider) {
    case 'anthropic':
      return createAnthropic({ apiKey, ...at });
    case 'openai':
      return createOpenAI({ apiKey, ...at });
    case 'gemini':
      return createGoogle({ apiKey, ...at });
    case 'openai-compatible':
      return createOpenAICompatible({
        name: provider,
        apiKey,
        baseURL: settings.OPENAI_COMPATIBLE_BASE_URL ?? '',
      });
    case 'offline':
      return createAnthropic({ apiKey, baseURL: `${settings.OFFLINE_MODEL_URL ?? ''}/v1`, name: 'offline' });
  }
}
