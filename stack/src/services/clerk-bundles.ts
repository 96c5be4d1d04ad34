import { ensureClerkBundles } from '../../../tools/clerk-bundles/fetch.mjs';
import { cloneHash } from '../clone.ts';
import { StackFault, textOf } from '../fault.ts';

/** The name of this clone's Clerk instance. Cookies ignore ports, so every clone has its own. */
export const clerkLabel = `chancery-${cloneHash}.localhost`;

/** Fetches Clerk's browser bundles, which the stand-in serves; does nothing when they are there. */
export async function fetchClerkBundles(folder: string, announce: (line: string) => void): Promise<void> {
  try {
    await ensureClerkBundles(folder, { log: announce });
  } catch (error) {
    throw new StackFault(
      `Clerk's browser bundles could not be fetched: ${textOf(error)}`,
      'Connect to the network once and start again.',
    );
  }
}
