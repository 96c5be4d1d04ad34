import { generateText } from 'ai';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { chatMessages, chats } from '../db/schema/index.ts';
import type { Services } from '../services.ts';
import { plainText } from './history.ts';
import { titleInstructions } from './prompt.ts';
import type { RunRow } from './run-state.ts';

/** Names an untitled chat after its first message; a failure leaves the beginning of the message as its title. */
export async function makeTitle(services: Services, run: RunRow): Promise<void> {
  const { db } = services;
  const [chat] = await db.select().from(chats).where(eq(chats.id, run.chatId));
  if (!chat || chat.title !== null) return;
  const [first] = await db
    .select()
    .from(chatMessages)
    .where(eq(chatMessages.chatId, run.chatId))
    .orderBy(asc(chatMessages.position))
    .limit(1);
  const text = plainText(first?.parts ?? []).slice(0, 500);
  const title = (await askForTitle(services, run, text)) || text.split(/\s+/).slice(0, 8).join(' ');
  await db
    .update(chats)
    .set({ title: title.slice(0, 120) })
    .where(and(eq(chats.id, run.chatId), isNull(chats.title)));
}

async function askForTitle(services: Services, run: RunRow, text: string): Promise<string> {
  try {
    const { small } = await services.models.resolve(run.userId, run.model);
    const answer = await generateText({
      model: small,
      instructions: titleInstructions,
      prompt: text,
      maxRetries: 1,
      abortSignal: AbortSignal.timeout(15_000),
    });
    return answer.text.replace(/^["'\s]+|["'.\s]+$/g, '');
  } catch (error) {
    services.logger.warn({ err: error, chatId: run.chatId }, 'no title');
    return '';
  }
}
