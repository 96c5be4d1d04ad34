import { z } from 'zod';
import { idSchema, instantSchema } from '../http/schemas.ts';

export const uploadCreation = z
  .object({
    projectId: idSchema,
    name: z.string().min(1).max(1_024),
    /** Bytes. */
    size: z.number().int().min(0),
    type: z.string().max(200),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
  })
  .strict()
  .meta({ id: 'UploadCreation' });

export const uploadSchema = z
  .object({
    id: idSchema,
    url: z.url(),
    method: z.literal('PUT'),
    headers: z.record(z.string(), z.string()),
    expiresAt: instantSchema,
  })
  .meta({ id: 'Upload' });
