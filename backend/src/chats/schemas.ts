import { z } from 'zod';
import { messageRoles, messageStatuses, runStatuses } from '../db/schema/index.ts';
import { idSchema, instantSchema } from '../http/schemas.ts';

export const chatSchema = z
  .object({
    id: idSchema,
    projectId: idSchema.nullable(),
    projectName: z.string().nullable(),
    title: z.string().nullable(),
    activeRunId: idSchema.nullable(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Chat' });

export const messageContextSchema = z.object({
  workflow: z.object({ id: z.string(), title: z.string() }).optional(),
  documents: z.array(z.object({ id: idSchema, name: z.string() })),
});

export const messageSchema = z
  .object({
    id: idSchema,
    role: z.enum(messageRoles),
    /** AI SDK UI message parts: text, reasoning, and our data-activity, data-citation, data-file, data-notice. */
    parts: z.array(z.looseObject({ type: z.string() })),
    status: z.enum(messageStatuses),
    error: z.object({ code: z.string(), text: z.string() }).nullable(),
    runId: idSchema.nullable(),
    model: z.string().nullable(),
    context: messageContextSchema.nullable(),
    createdAt: instantSchema,
  })
  .meta({ id: 'Message' });

export const chatDetailSchema = chatSchema
  .extend({ messages: z.array(messageSchema) })
  .meta({ id: 'ChatDetail' });

export const chatCreation = z.object({ projectId: idSchema.nullish() }).strict().meta({ id: 'ChatCreation' });

export const chatChange = z
  .object({ title: z.string().trim().min(1).max(200) })
  .strict()
  .meta({ id: 'ChatChange' });

export const messageCreation = z
  .object({
    text: z.string().trim().min(1).max(50_000),
    documentIds: z.array(idSchema).max(100).default([]),
    workflowId: z.string().max(100).nullish(),
    model: z.string().max(200).nullish(),
  })
  .strict()
  .meta({ id: 'MessageCreation' });

export const runAccepted = z.object({ runId: idSchema, messageId: idSchema }).meta({ id: 'RunAccepted' });

export const runSchema = z
  .object({
    id: idSchema,
    chatId: idSchema,
    messageId: idSchema,
    status: z.enum(runStatuses),
    model: z.string(),
    inputTokens: z.number().int(),
    outputTokens: z.number().int(),
    createdAt: instantSchema,
    finishedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Run' });
