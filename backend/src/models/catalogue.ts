import type { KeyProvider } from '../db/schema/index.ts';

export type ProviderId = KeyProvider | 'offline';

export interface ModelEntry {
  /** As the provider names it. */
  name: string;
  label: string;
}

export interface ProviderEntry {
  id: ProviderId;
  label: string;
  /** Text leaves this installation; the person is asked first. */
  external: boolean;
  models: readonly ModelEntry[];
  /** Used for titles. */
  small: string;
}

/** The providers and their models, best first. An OpenAI-compatible endpoint brings its own model by a setting. */
export const providers: readonly ProviderEntry[] = [
  {
    id: 'anthropic',
    label: 'Anthropic',
    external: true,
    models: [
      { name: 'claude-sonnet-5-5', label: 'Claude Sonnet 5.5' },
      { name: 'claude-opus-5-5', label: 'Claude Opus 5.5' },
      { name: 'claude-haiku-5-5', label: 'Claude Haiku 5.5' },
    ],
    small: 'claude-haiku-5-5',
  },
  {
    id: 'openai',
    label: 'OpenAI',
    external: true,
    models: [
      { name: 'gpt-5.5', label: 'GPT-5.5' },
      { name: 'gpt-5.4-mini', label: 'GPT-5.4 mini' },
    ],
    small: 'gpt-5.4-nano',
  },
  {
    id: 'gemini',
    label: 'Google Gemini',
    external: true,
    models: [
      { name: 'gemini-3.1-pro-preview', label: 'Gemini 3.1 Pro' },
      { name: 'gemini-3.8-flash', label: 'Gemini 3.8 Flash' },
    ],
    small: 'gemini-3.5-flash-lite',
  },
  { id: 'openai-compatible', label: 'OpenAI-compatible endpoint', external: true, models: [], small: '' },
  {
    id: 'offline',
    label: 'Offline model',
    external: false,
    models: [{ name: 'offline-1', label: 'Offline model' }],
    small: 'offline-1',
  },
];
