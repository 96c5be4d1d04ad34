import { and, eq } from 'drizzle-orm';
import { chatRuns, chats } from '../db/schema/index.ts';
import { fail } from '../errors/catalogue.ts';
import type { Policy } from './policy.ts';

export type ChatRow = typeof chats.$inferSelect;
export type ChatRunRow = typeof chatRuns.$inferSelect;

function ofChat(verb: string): Policy<{ chatId: string }, ChatRow> {
  return {
    name: `chat.${verb}`,
    async authorize(context, actor, params) {
      const [row] = await context.db
        .select()
        .from(chats)
        .where(and(eq(chats.id, params.chatId), eq(chats.userId, actor.userId)));
      if (!row) throw fail('not_found');
      return row;
    },
  };
}

function ofRun(verb: string): Policy<{ runId: string }, ChatRunRow> {
  return {
    name: `run.${verb}`,
    async authorize(context, actor, params) {
      const [row] = await context.db
        .select({ run: chatRuns })
        .from(chatRuns)
        .innerJoin(chats, eq(chats.id, chatRuns.chatId))
        .where(and(eq(chatRuns.id, params.runId), eq(chats.userId, actor.userId)));
      if (!row) throw fail('not_found');
      return row.run;
    },
  };
}

export const canReadChat = ofChat('read');
export const canChangeChat = ofChat('change');
export const canDeleteChat = ofChat('delete');
export const canSendMessage = ofChat('send');
export const canReadRun = ofRun('read');
export const canStopRun = ofRun('stop');
