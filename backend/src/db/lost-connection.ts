/**
 * What Postgres and a pooler say when a connection is gone or cannot be had: connection exceptions (class 08, by
 * which PgBouncer names a server that crashed or cannot be reached), shutdowns and restarts, and too many clients.
 */
const CODES = /^(08...|57P0[1-5]|53300)$/;
/** What the driver says of itself, without a code. */
const WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

/** Whether a query failed because the database, or the way to it, is away: it passes, and says nothing of the query. */
export function isLostConnection(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if ((typeof code === 'string' && CODES.test(code)) || WORDS.test(at.message)) return true;
  }
  return false;
}
