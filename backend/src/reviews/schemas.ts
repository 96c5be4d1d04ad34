import { z } from 'zod';
import {
  cellFlags,
  cellStatuses,
  columnFormatNames,
  documentStatuses,
  reviewRunStatuses,
} from '../db/schema/index.ts';
import { idSchema, instantSchema, nameSchema } from '../http/schemas.ts';
import { columnTemplateSchema, workflowIdSchema } from '../workflows/schemas.ts';

export const citationSchema = z
  .object({
    status: z.enum(['verified', 'corrected', 'not_found']),
    quote: z.string(),
    documentId: z.string(),
    documentName: z.string(),
    versionId: z.string(),
    page: z.number().int().nullable(),
    boxes: z.array(
      z.object({ page: z.number(), x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
    ),
    anchors: z.array(z.string()),
  })
  .meta({ id: 'Citation' });

export const columnSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    format: z.enum(columnFormatNames),
    question: z.string(),
    tags: z.array(z.string()),
  })
  .meta({ id: 'ReviewColumn' });

export const cellSchema = z
  .object({
    documentId: idSchema,
    columnId: idSchema,
    status: z.enum(cellStatuses),
    value: z.string().nullable(),
    flag: z.enum(cellFlags).nullable(),
    reasoning: z.string().nullable(),
    citations: z.array(citationSchema),
    error: z.object({ code: z.string(), text: z.string() }).nullable(),
    updatedAt: instantSchema,
  })
  .meta({ id: 'ReviewCell' });

export const reviewRunSchema = z
  .object({
    id: idSchema,
    status: z.enum(reviewRunStatuses),
    model: z.string(),
    documents: z.number().int(),
    documentsDone: z.number().int(),
    createdAt: instantSchema,
    finishedAt: instantSchema.nullable(),
  })
  .meta({ id: 'ReviewRun' });

export const reviewSchema = z
  .object({
    id: idSchema,
    projectId: idSchema,
    projectName: z.string(),
    title: z.string(),
    workflowId: z.string().nullable(),
    documentCount: z.number().int(),
    columnCount: z.number().int(),
    /** The run under way or the last one. */
    run: reviewRunSchema.nullable(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Review' });

export const reviewRowSchema = z.object({
  id: idSchema,
  name: z.string(),
  status: z.enum(documentStatuses),
  pageCount: z.number().int().nullable(),
  versionId: idSchema.nullable(),
});

export const reviewDetailSchema = reviewSchema
  .extend({
    columns: z.array(columnSchema),
    documents: z.array(reviewRowSchema),
    cells: z.array(cellSchema),
  })
  .meta({ id: 'ReviewDetail' });

export const reviewCreation = z
  .object({
    projectId: idSchema,
    title: nameSchema,
    documentIds: z.array(idSchema).max(500).default([]),
    columns: z.array(columnTemplateSchema).max(100).optional(),
    workflowId: workflowIdSchema.nullish(),
  })
  .strict()
  .meta({ id: 'ReviewCreation' });

export const reviewChange = z.object({ title: nameSchema }).partial().strict().meta({ id: 'ReviewChange' });

export const columnChange = z
  .object({
    name: z.string().trim().min(1).max(200),
    format: z.enum(columnFormatNames, { error: `must be one of ${columnFormatNames.join(', ')}` }),
    question: z.string().trim().min(1).max(4_000),
    tags: z.array(z.string().trim().min(1).max(100)).max(50),
  })
  .partial()
  .strict()
  .meta({ id: 'ColumnChange' });

export const reviewDocumentsChange = z
  .object({ documentIds: z.array(idSchema).min(1).max(500) })
  .strict()
  .meta({ id: 'ReviewDocumentsChange' });

export const reviewRunCreation = z
  .object({ model: z.string().max(200).nullish() })
  .strict()
  .meta({ id: 'ReviewRunCreation' });
