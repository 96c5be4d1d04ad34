import { z } from 'zod';
import { documentStatuses, documentTypes, versionSources } from '../db/schema/index.ts';
import { idSchema, instantSchema } from '../http/schemas.ts';

export const versionSchema = z
  .object({
    id: idSchema,
    number: z.number().int(),
    source: z.enum(versionSources),
    status: z.enum(documentStatuses),
    size: z.number().int(),
    pageCount: z.number().int().nullable(),
    createdAt: instantSchema,
  })
  .meta({ id: 'DocumentVersion' });

export const documentSchema = z
  .object({
    id: idSchema,
    projectId: idSchema,
    name: z.string(),
    type: z.enum(documentTypes),
    status: z.enum(documentStatuses),
    /** Why it cannot be read, or failed. */
    reason: z.object({ code: z.string(), text: z.string() }).nullable(),
    /** Place in the line of conversions, from 1; null when not waiting. */
    queuePosition: z.number().int().nullable(),
    size: z.number().int(),
    pageCount: z.number().int().nullable(),
    version: versionSchema,
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Document' });

export const documentChange = z
  .object({ name: z.string().trim().min(1).max(255) })
  .strict()
  .meta({ id: 'DocumentChange' });

export const urlQuery = z.object({
  rendition: z.enum(['original', 'pdf']).default('original'),
  disposition: z.enum(['inline', 'attachment']).default('attachment'),
});

export const urlSchema = z.object({ url: z.url(), expiresAt: instantSchema }).meta({ id: 'DownloadUrl' });
