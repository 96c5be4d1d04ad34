import { z } from 'zod';
import { idSchema, instantSchema, nameSchema } from '../http/schemas.ts';

const matterNumber = z.string().trim().max(100);

export const projectSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    clientMatterNumber: z.string().nullable(),
    documentCount: z.number().int(),
    chatCount: z.number().int(),
    reviewCount: z.number().int(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Project' });

export const projectCreation = z
  .object({ name: nameSchema, clientMatterNumber: matterNumber.nullish() })
  .strict()
  .meta({ id: 'ProjectCreation' });

export const projectChange = z
  .object({ name: nameSchema, clientMatterNumber: matterNumber.nullable() })
  .partial()
  .strict()
  .meta({ id: 'ProjectChange' });
