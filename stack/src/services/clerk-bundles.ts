import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cloneHash, root } from '../clone.ts';
import { wholeEnvironment } from '../config.ts';
import { StackFault } from '../fault.ts';
import { runCaptured } from '../run.ts';

/** The name of this clone's Clerk instance. Cookies ignore ports, so every clone has its own. */
export const clerkLabel = `chancery-${cloneHash}.localhost`;

/** The publishable key of an instance: its host in base64, as Clerk writes it. */
export function publishableKey(label: string = clerkLabel): string {
  return `pk_test_${Buffer.from(`${label}$`).toString('base64').replaceAll('=', '')}`;
}

/** Fetches Clerk's browser bundles, which the stand-in serves; does nothing when they are there. */
export async function fetchClerkBundles(folder: string, announce: (line: string) => void): Promise<void> {
  if (!existsSync(folder)) announce('Fetching Clerk’s browser bundles, 7 MB, once');
  const script = join(root, 'tools/clerk-bundles/fetch.mjs');
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
