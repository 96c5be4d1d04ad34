/** Whether an address is of this very machine, where whatever a test leaves is of no matter. */
export function isLocal(target: string): boolean {
  const { hostname } = new URL(target);
  return /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname) || hostname.endsWith('.localhost');
}

/**
 * The tests make accounts, send files and ask the model. Away from this machine they do so only when the person says
 * by name whose that is.
 *
 * @param mine what `TARGET_IS_MINE` says
 * @throws when the target is another machine and its host was not named
 */
export function refuseForeignTarget(target: string, mine: string | undefined): void {
  const { host } = new URL(target);
  if (isLocal(target) || mine === host) return;
  throw new Error(
    `${target} is not on this machine. The tests make accounts there, send files and ask its model. ` +
      `If it is yours and may have that, say so: TARGET_IS_MINE=${host}`,
  );
}

/**
 * The profiles that may run on a target. The whole one leaves people, projects, documents and chats, so a target away
 * from this machine has the smoke profile alone.
 */
export const profilesFor = (target: string): readonly ('whole' | 'smoke')[] =>
  isLocal(target) ? ['whole', 'smoke'] : ['smoke'];
