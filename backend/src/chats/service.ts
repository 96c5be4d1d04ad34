import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { RUN_DEADLINE_MS } from '../agent/runner.ts';
import {
  chatMessages,
  chatRuns,
  chats,
  projects,
  userProfiles,
  type StoredPart,
} from '../db/schema/index.ts';
import { makeDownloadPath } from '../documents/download-token.ts';
import { fail } from '../errors/catalogue.ts';
import { toPage, type PageQuery } from '../http/schemas.ts';
import type { ChatRow, ChatRunRow } from '../policies/chat.ts';
import { visibleDocuments } from '../policies/document.ts';
import { ownedProject } from '../policies/project.ts';
import type { Services } from '../services.ts';
import { findWorkflow } from '../workflows/service.ts';
import type { chatDetailSchema, chatSchema, messageCreation, messageSchema, runSchema } from './schemas.ts';

type ChatView = z.input<typeof chatSchema>;
type MessageRow = typeof chatMessages.$inferSelect;
const activeRun = sql<
  string | null
>`(select id from chat_runs run where run.chat_id = ${chats.id} and run.status in ('queued', 'running'))`;

const selection = { chat: chats, id: chats.id, projectName: projects.name, activeRun };

function present(row: { chat: ChatRow; projectName: string | null; activeRun: string | null }): ChatView {
  return {
    id: row.chat.id,
    projectId: row.chat.projectId,
    projectName: row.projectName,
    title: row.chat.title,
    activeRunId: row.activeRun,
    createdAt: row.chat.createdAt.toISOString(),
    updatedAt: row.chat.updatedAt.toISOString(),
  };
}

/** Own chats, newest first; of one project when named. */
export async function listChats(
  { db }: Services,
  userId: string,
  page: PageQuery & { projectId?: string | undefined },
) {
  const rows = await db
    .select(selection)
    .from(chats)
    .leftJoin(projects, eq(projects.id, chats.projectId))
    .where(
      and(
        eq(chats.userId, userId),
        page.projectId ? eq(chats.projectId, page.projectId) : undefined,
        page.cursor ? lt(chats.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(chats.id))
    .limit(page.limit + 1);
  return toPage(rows, page.limit, present);
}

export async function createChat(
  services: Services,
  userId: string,
  projectId: string | null,
): Promise<ChatView> {
  const project = projectId ? await ownedProject(services, { userId }, projectId) : null;
  const [chat] = await services.db.insert(chats).values({ userId, projectId }).returning();
  if (!chat) throw new Error('the insert returned no row');
  return present({ chat, projectName: project?.name ?? null, activeRun: null });
}

async function readChatView({ db }: Services, chatId: string): Promise<ChatView> {
  const [row] = await db
    .select(selection)
    .from(chats)
    .leftJoin(projects, eq(projects.id, chats.projectId))
    .where(eq(chats.id, chatId));
  if (!row) throw fail('not_found');
  return present(row);
}

export async function readChat(services: Services, chat: ChatRow): Promise<z.input<typeof chatDetailSchema>> {
  const messages = await services.db
    .select()
    .from(chatMessages)
    .where(eq(chatMessages.chatId, chat.id))
    .orderBy(asc(chatMessages.position));
  const runs = await services.db
    .select({ id: chatRuns.id, messageId: chatRuns.messageId })
    .from(chatRuns)
    .where(eq(chatRuns.chatId, chat.id));
  const runOf = new Map(runs.map((run) => [run.messageId, run.id]));
  return {
    ...(await readChatView(services, chat.id)),
    messages: messages.map((message) =>
      presentMessage(services, chat.userId, message, runOf.get(message.id) ?? null),
    ),
  };
}

function presentMessage(
  services: Services,
  userId: string,
  row: MessageRow,
  runId: string | null,
): z.input<typeof messageSchema> {
  return {
    id: row.id,
    role: row.role,
    parts: row.parts.map((part) => withFreshLink(part, userId, services.settings.DOWNLOAD_SIGNING_SECRET)),
    status: row.status,
    error: row.errorCode ? { code: row.errorCode, text: row.errorText ?? '' } : null,
    runId,
    model: row.model,
    context: row.context,
    createdAt: row.createdAt.toISOString(),
  };
}

/** A stored link would run out; the one handed over is made anew. */
function withFreshLink(part: StoredPart, userId: string, secret: string): StoredPart {
  if (part.type !== 'data-file') return part;
  const data = part.data as { versionId: string };
  return {
    ...part,
    data: { ...data, downloadPath: makeDownloadPath({ userId, versionId: data.versionId }, secret) },
  };
}

export async function renameChat(services: Services, chatId: string, title: string): Promise<ChatView> {
  await services.db.update(chats).set({ title, updatedAt: new Date() }).where(eq(chats.id, chatId));
  return readChatView(services, chatId);
}

export async function deleteChat({ db }: Services, chatId: string): Promise<void> {
  await db.delete(chats).where(eq(chats.id, chatId));
}

/**
 * Stores the message, an empty answer and its run in one transaction.
 * @throws run_active while an answer is being written; model_unknown, model_key_missing, not_found
 */
export async function sendMessage(
  services: Services,
  chat: ChatRow,
  input: z.output<typeof messageCreation>,
) {
  const { db } = services;
  const attached = await visibleDocuments(db, chat.userId, input.documentIds);
  const workflow = input.workflowId ? await findWorkflow(db, chat.userId, input.workflowId) : null;
  const [profile] = await db
    .select({ model: userProfiles.chatModel })
    .from(userProfiles)
    .where(eq(userProfiles.userId, chat.userId));
  const { id: model } = await services.models.resolve(chat.userId, input.model ?? profile?.model ?? null);
  const context = {
    ...(workflow ? { workflow: { id: workflow.id, title: workflow.title } } : {}),
    documents: attached.map((document) => ({ id: document.id, name: document.name })),
  };
  return db.transaction(async (tx) => {
    await tx.select({ id: chats.id }).from(chats).where(eq(chats.id, chat.id)).for('update');
    const [active] = await tx
      .select({ id: chatRuns.id })
      .from(chatRuns)
      .where(and(eq(chatRuns.chatId, chat.id), inArray(chatRuns.status, ['queued', 'running'])));
    if (active) throw fail('run_active');
    const [last] = await tx
      .select({ position: chatMessages.position })
      .from(chatMessages)
      .where(eq(chatMessages.chatId, chat.id))
      .orderBy(desc(chatMessages.position))
      .limit(1);
    const position = (last?.position ?? 0) + 1;
    const [question, answer] = await tx
      .insert(chatMessages)
      .values([
        {
          chatId: chat.id,
          position,
          role: 'user',
          parts: [{ type: 'text', text: input.text }],
          status: 'done',
          context,
        },
        { chatId: chat.id, position: position + 1, role: 'assistant', parts: [], status: 'running', model },
      ])
      .returning({ id: chatMessages.id });
    if (!question || !answer) throw new Error('the insert returned no rows');
    const [run] = await tx
      .insert(chatRuns)
      .values({
        chatId: chat.id,
        userMessageId: question.id,
        messageId: answer.id,
        userId: chat.userId,
        model,
        deadlineAt: new Date(Date.now() + RUN_DEADLINE_MS),
      })
      .returning({ id: chatRuns.id });
    if (!run) throw new Error('the insert returned no row');
    await tx.update(chats).set({ updatedAt: new Date() }).where(eq(chats.id, chat.id));
    return { runId: run.id, messageId: answer.id };
  });
}

export function presentRun(run: ChatRunRow): z.input<typeof runSchema> {
  const { id, chatId, messageId, status, model, inputTokens, outputTokens } = run;
  const times = { createdAt: run.createdAt.toISOString(), finishedAt: run.finishedAt?.toISOString() ?? null };
  return { id, chatId, messageId, status, model, inputTokens, outputTokens, ...times };
}

/** Asks the run to stop, wherever it runs. @throws run_not_active */
export async function requestStop({ db }: Services, run: ChatRunRow): Promise<void> {
  const rows = await db
    .update(chatRuns)
    .set({ stopRequestedAt: new Date() })
    .where(and(eq(chatRuns.id, run.id), inArray(chatRuns.status, ['queued', 'running'])))
    .returning({ id: chatRuns.id });
  if (rows.length === 0) throw fail('run_not_active');
}
