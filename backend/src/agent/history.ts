import { and, asc, eq, lt } from 'drizzle-orm';
import type { ModelMessage } from 'ai';
import type { Queryable } from '../db/client.ts';
import { chatMessages, type StoredPart } from '../db/schema/index.ts';
import { handleOf } from './documents.ts';
import { contextBlock } from './prompt.ts';

type MessageRow = typeof chatMessages.$inferSelect;

/** The stored conversation as the model reads it; never what a client claims was said. */
export async function loadHistory(
  db: Queryable,
  chatId: string,
  before: { messageId: string },
): Promise<ModelMessage[]> {
  const [answer] = await db.select().from(chatMessages).where(eq(chatMessages.id, before.messageId));
  const rows = await db
    .select()
    .from(chatMessages)
    .where(and(eq(chatMessages.chatId, chatId), lt(chatMessages.position, answer?.position ?? 0)))
    .orderBy(asc(chatMessages.position));
  return rows.flatMap((row) => toModelMessage(row));
}

/** Ids of every document attached anywhere in the conversation. */
export async function attachedDocumentIds(db: Queryable, chatId: string): Promise<string[]> {
  const rows = await db
    .select({ context: chatMessages.context, parts: chatMessages.parts })
    .from(chatMessages)
    .where(eq(chatMessages.chatId, chatId));
  const ids = rows.flatMap((row) => [
    ...(row.context?.documents.map((one) => one.id) ?? []),
    ...row.parts
      .filter((part) => part.type === 'data-file')
      .map((part) => (part.data as { documentId: string }).documentId),
  ]);
  return [...new Set(ids)];
}

function toModelMessage(row: MessageRow): ModelMessage[] {
  const text = plainText(row.parts);
  if (row.role === 'user') {
    const attached =
      row.context?.documents.map((one) => ({ handle: handleOf(one.id), name: one.name })) ?? [];
    return [
      { role: 'user', content: `${contextBlock({ workflow: row.context?.workflow, attached })}${text}` },
    ];
  }
  const files = row.parts
    .filter((part) => part.type === 'data-file')
    .map((part) => part.data as { documentId: string; name: string })
    .map((file) => `[wrote ${handleOf(file.documentId)} "${file.name}"]`);
  const content = [text, ...files].filter(Boolean).join('\n');
  return content ? [{ role: 'assistant', content }] : [];
}

/** The prose of a message; its citation marks mean nothing to a later turn. */
export function plainText(parts: readonly StoredPart[]): string {
  return parts
    .filter((part) => part.type === 'text')
    .map((part) => String(part.text))
    .join('\n')
    .replace(/\[\^\d+\]/g, '')
    .trim();
}
