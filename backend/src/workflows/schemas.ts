import { z } from 'zod';
import { columnFormatNames, workflowKinds } from '../db/schema/index.ts';
import { idSchema, instantSchema, nameSchema } from '../http/schemas.ts';

export const columnTemplateSchema = z
  .object({
    name: z.string().trim().min(1).max(200),
    format: z.enum(columnFormatNames, { error: `must be one of ${columnFormatNames.join(', ')}` }),
    question: z.string().trim().min(1).max(4_000),
    tags: z.array(z.string().trim().min(1).max(100)).max(50).optional(),
  })
  .strict()
  .refine((column) => column.format !== 'tag' || (column.tags?.length ?? 0) >= 2, {
    path: ['tags'],
    message: 'a tag column needs at least two tags',
  })
  .meta({ id: 'ColumnTemplate' });

/** A built-in has a slug, a person's own a UUID. */
export const workflowIdSchema = z.union([idSchema, z.string().regex(/^builtin-[a-z0-9-]{1,80}$/)]);

export const workflowSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    kind: z.enum(workflowKinds),
    practiceArea: z.string().nullable(),
    description: z.string(),
    instructions: z.string().nullable(),
    columns: z.array(columnTemplateSchema).nullable(),
    builtIn: z.boolean(),
    hidden: z.boolean(),
    updatedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Workflow' });

const content = {
  title: nameSchema,
  practiceArea: z.string().trim().max(100).nullish(),
  description: z.string().trim().max(1_000).default(''),
  instructions: z.string().trim().min(1).max(50_000).nullish(),
  columns: z.array(columnTemplateSchema).min(1).max(100).nullish(),
};

export const workflowCreation = z
  .object({ kind: z.enum(workflowKinds), ...content })
  .strict()
  .refine((workflow) => workflow.kind !== 'assistant' || workflow.instructions, {
    path: ['instructions'],
    message: 'an assistant workflow needs instructions',
  })
  .refine((workflow) => workflow.kind !== 'tabular' || workflow.columns, {
    path: ['columns'],
    message: 'a tabular workflow needs columns',
  })
  .meta({ id: 'WorkflowCreation' });

export const workflowChange = z
  .object({ ...content, description: z.string().trim().max(1_000) })
  .partial()
  .strict()
  .meta({ id: 'WorkflowChange' });

export const workflowQuery = z.object({
  kind: z.enum(workflowKinds).optional(),
  hidden: z.enum(['true', 'false']).default('false').meta({ description: 'true lists hidden ones too' }),
});
