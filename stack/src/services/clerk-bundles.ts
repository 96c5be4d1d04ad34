import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cloneHash, root } from '../clone.ts';
import { wholeEnvironment } from '../config.ts';
import { StackFault } from '../fault.ts';
import { runCaptured } from '../run.ts';

/** The name of this clone's Clerk instance. Cookies ignore ports, so every clone has its own. */
export const clerkLabel = `chancery-${cloneHash}.localhost`;

/** Fetches Clerk's browser bundles, which the stand-in serves; does nothing when they are there. */
export async function fetchClerkBundles(folder: string, announce: (line: string) => void): Promise<void> {
  const script = join(root, 'tools/clerk-bundles/fetch.mjs');
  if (!existsSync(script)) return;
  if (!existsSync(folder)) announce('Fetching Clerk’s browser bundles, 7 MB, once');
  const { code, output } = await runCaptured(process.execPath, [script, folder], {
    environment: wholeEnvironment(),
  });
  if (code !== 0) {
    throw new StackFault(
      `Clerk’s browser bundles could not be fetched: ${output.trim()}`,
      'Connect to the network and start again.',
    );
  }
}
