import { z } from 'zod';
import { keyProviders } from '../db/schema/index.ts';

export const providerSchema = z.enum(keyProviders);

export const accountSchema = z
  .object({
    userId: z.string(),
    email: z.string().nullable(),
    name: z.string().nullable(),
    displayName: z.string().nullable(),
    organisation: z.string().nullable(),
    chatModel: z.string().nullable(),
    tabularModel: z.string().nullable(),
    acceptedProviders: z.array(z.string()),
  })
  .meta({ id: 'Account' });

export const accountChange = z
  .object({
    displayName: z.string().trim().max(200).nullable(),
    organisation: z.string().trim().max(200).nullable(),
    chatModel: z.string().max(200).nullable(),
    tabularModel: z.string().max(200).nullable(),
    acceptedProviders: z.array(z.string().max(100)).max(20),
  })
  .partial()
  .strict();

export const modelSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    provider: z.string(),
    providerLabel: z.string(),
    available: z.boolean(),
    keySource: z.enum(['builtin', 'environment', 'person']).nullable(),
    /** Text leaves this installation. */
    external: z.boolean(),
  })
  .meta({ id: 'Model' });

export const apiKeySchema = z
  .object({
    provider: providerSchema,
    providerLabel: z.string(),
    source: z.enum(['environment', 'person']).nullable(),
    lastFour: z.string().nullable(),
    addedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ApiKey' });

export const apiKeyChange = z.object({ apiKey: z.string().trim().min(8).max(500) }).strict();
