import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../db/client.ts';
import { chatRunEffects } from '../db/schema/index.ts';

/** What a call with an effect gave the first time; null when it has not happened. */
export async function findEffect(
  db: Queryable,
  runId: string,
  callKey: string,
): Promise<Record<string, unknown> | null> {
  const [row] = await db
    .select({ result: chatRunEffects.result })
    .from(chatRunEffects)
    .where(and(eq(chatRunEffects.runId, runId), eq(chatRunEffects.callKey, callKey)));
  return row?.result ?? null;
}

/** Notes the effect in the transaction that makes it; false when another process was first. */
export async function noteEffect(
  tx: Queryable,
  effect: { runId: string; callKey: string; tool: string; result: Record<string, unknown> },
): Promise<boolean> {
  const rows = await tx
    .insert(chatRunEffects)
    .values(effect)
    .onConflictDoNothing()
    .returning({ key: chatRunEffects.callKey });
  return rows.length > 0;
}
