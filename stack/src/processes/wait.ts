/** Resolves after a while; used between two looks at a condition, never instead of one. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Looks at a condition until it holds.
 *
 * @returns whether it held before the limit
 */
export async function waitUntil(
  holds: () => boolean | Promise<boolean>,
  limitMs: number,
  everyMs = 40,
): Promise<boolean> {
  const end = Date.now() + limitMs;
  for (;;) {
    if (await holds()) return true;
    if (Date.now() >= end) return false;
    await pause(everyMs);
  }
}
