import { eq } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { userProfiles } from '../db/schema/index.ts';

export type Profile = typeof userProfiles.$inferSelect;

/** Ids this process has seen a row for: spares a statement on every request. Bounded; losing it is harmless. */
const known = new Set<string>();

/** Makes the person's row on the first authenticated request, by one atomic insert. */
export async function ensureProfile(db: Database, userId: string): Promise<void> {
  if (known.has(userId)) return;
  await db.insert(userProfiles).values({ userId }).onConflictDoNothing();
  if (known.size > 50_000) known.clear();
  known.add(userId);
}

export async function readProfile(db: Database, userId: string): Promise<Profile> {
  const [row] = await db.select().from(userProfiles).where(eq(userProfiles.userId, userId));
  if (row) return row;
  known.delete(userId);
  await ensureProfile(db, userId);
  return readProfile(db, userId);
}
