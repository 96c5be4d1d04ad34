import { and, eq, sql } from 'drizzle-orm';
import type { ModelMessage } from 'ai';
import type { Database } from '../db/client.ts';
import { chatMessages, chatRuns, chats, type StoredPart } from '../db/schema/index.ts';
import { LeaseLost } from './event-log.ts';

export type RunRow = typeof chatRuns.$inferSelect;

/** How long a process may be silent before another takes its run over. */
export const LEASE_SECONDS = 12;

/**
 * Takes the run when nobody works on it: queued, or its lease has run out.
 * @returns the run, or null when it is taken or over
 */
export async function claimRun(db: Database, runId: string, owner: string): Promise<RunRow | null> {
  const [row] = await db
    .update(chatRuns)
    .set({
      status: 'running',
      leaseOwner: owner,
      leaseExpiresAt: sql`now() + make_interval(secs => ${LEASE_SECONDS})`,
      attempts: sql`${chatRuns.attempts} + 1`,
    })
    .where(
      and(
        eq(chatRuns.id, runId),
        sql`${chatRuns.status} in ('queued', 'running')`,
        sql`(${chatRuns.leaseExpiresAt} is null or ${chatRuns.leaseExpiresAt} < now())`,
      ),
    )
    .returning();
  return row ?? null;
}

/** Keeps the lease; tells whether a person asked to stop. @throws LeaseLost */
export async function renewLease(
  db: Database,
  runId: string,
  owner: string,
): Promise<{ stopRequested: boolean }> {
  const [row] = await db
    .update(chatRuns)
    .set({ leaseExpiresAt: sql`now() + make_interval(secs => ${LEASE_SECONDS})` })
    .where(and(eq(chatRuns.id, runId), eq(chatRuns.leaseOwner, owner), eq(chatRuns.status, 'running')))
    .returning({ stop: chatRuns.stopRequestedAt });
  if (!row) throw new LeaseLost(runId);
  return { stopRequested: row.stop !== null };
}

/** Gives runs back at once, so that another process need not wait for the lease to run out. */
export async function releaseLeases(db: Database, owner: string): Promise<void> {
  await db
    .update(chatRuns)
    .set({ leaseExpiresAt: sql`now()` })
    .where(and(eq(chatRuns.leaseOwner, owner), eq(chatRuns.status, 'running')));
}

/** Runs that nobody works on. */
export async function orphanedRuns(db: Database): Promise<string[]> {
  const rows = await db
    .select({ id: chatRuns.id })
    .from(chatRuns)
    .where(
      sql`(${chatRuns.status} = 'running' and ${chatRuns.leaseExpiresAt} < now())
        or (${chatRuns.status} = 'queued' and ${chatRuns.createdAt} < now() - interval '3 seconds')`,
    )
    .limit(20);
  return rows.map((row) => row.id);
}

/** Where a takeover goes on: the model's messages, the parts shown and the last event, all of one moment. */
export interface SavePoint {
  steps: ModelMessage[];
  parts: StoredPart[];
  sequence: number;
  inputTokens: number;
  outputTokens: number;
}

/** Stores a save point under the lease. @throws LeaseLost */
export async function saveStep(db: Database, run: RunRow, owner: string, point: SavePoint): Promise<void> {
  await db.transaction(async (tx) => {
    const saved = await tx
      .update(chatRuns)
      .set({
        finishedSteps: point.steps,
        finishedSequence: point.sequence,
        inputTokens: point.inputTokens,
        outputTokens: point.outputTokens,
      })
      .where(and(eq(chatRuns.id, run.id), eq(chatRuns.leaseOwner, owner)))
      .returning({ id: chatRuns.id });
    if (saved.length === 0) throw new LeaseLost(run.id);
    await tx.update(chatMessages).set({ parts: point.parts }).where(eq(chatMessages.id, run.messageId));
  });
}

/** Ends the run and its message in one transaction. @throws LeaseLost */
export async function finishRun(
  db: Database,
  run: RunRow,
  owner: string,
  end: { status: 'done' | 'stopped' | 'failed'; parts: StoredPart[]; error?: { code: string; text: string } },
): Promise<void> {
  await db.transaction(async (tx) => {
    const ended = await tx
      .update(chatRuns)
      .set({
        status: end.status,
        finishedAt: new Date(),
        leaseExpiresAt: null,
        errorCode: end.error?.code ?? null,
      })
      .where(and(eq(chatRuns.id, run.id), eq(chatRuns.leaseOwner, owner), eq(chatRuns.status, 'running')))
      .returning({ id: chatRuns.id });
    if (ended.length === 0) throw new LeaseLost(run.id);
    await tx
      .update(chatMessages)
      .set({
        status: end.status,
        parts: end.parts,
        errorCode: end.error?.code ?? null,
        errorText: end.error?.text ?? null,
      })
      .where(eq(chatMessages.id, run.messageId));
    await tx.update(chats).set({ updatedAt: new Date() }).where(eq(chats.id, run.chatId));
  });
}
