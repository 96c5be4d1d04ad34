// The only file of the end-to-end suite that reads the environment.
import { refuseForeignTarget } from './target.ts';

/** A browser the person names; used or failed, never passed over. */
export const browserPath = process.env.BROWSER_PATH || undefined;

const HANDED_OVER = 'CHANCERY_FOUND_BROWSER';

/** What the first process of a run found, so that its workers need not look again. */
export function handedOverBrowser(): string | undefined {
  return process.env[HANDED_OVER];
}

/** Lets the workers, which inherit the environment, know. */
export function handOverBrowser(found: string): void {
  process.env[HANDED_OVER] = found;
}

/** The environment a browser is started with, plus what it needs on top. */
export function browserEnvironment(more: Record<string, string> = {}): Record<string, string> {
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { ...Object.fromEntries(own), ...more };
}

/** The folders to look for programs in, in order. */
export function searchPath(): string {
  return process.env.PATH ?? '';
}

/** Runs something with another folder for temporary files: the unpacker of the npm browser takes no other way. */
export async function withTemporaryFolder<T>(folder: string, act: () => Promise<T>): Promise<T> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await act();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. Run the suite by: npm run test:e2e`);
  return value;
}

/** The address of the stack under test. @throws when it is a foreign one that was not named as the person's own */
export function targetUrl(): string {
  const target = needed('TARGET');
  refuseForeignTarget(target, process.env.TARGET_IS_MINE);
  return target;
}

/** The address of its API as a browser reaches it. */
export const apiUrl = (): string => needed('API_URL');

/** The same; unknown for a target that did not say. */
export const knownApiUrl = (): string | undefined => process.env.API_URL || undefined;

/**
 * For names that no server of names knows: TARGET_RESOLVER_RULES says where they are, as Chromium writes it, and
 * TARGET_PINNED_KEY which key to trust there although no public authority has signed it.
 */
export function browserArguments(): string[] {
  const { TARGET_RESOLVER_RULES, TARGET_PINNED_KEY } = process.env;
  return [
    ...(TARGET_RESOLVER_RULES ? [`--host-resolver-rules=${TARGET_RESOLVER_RULES}`] : []),
    ...(TARGET_PINNED_KEY ? [`--ignore-certificate-errors-spki-list=${TARGET_PINNED_KEY}`] : []),
  ];
}

/** What makes accounts on the target: the keys of its Clerk instance. */
export function clerkKeys(): { secretKey: string; publishableKey: string; apiUrl: string | undefined } {
  return {
    secretKey: needed('CLERK_SECRET_KEY'),
    publishableKey: needed('CLERK_PUBLISHABLE_KEY'),
    apiUrl: process.env.CLERK_API_URL || undefined,
  };
}

/** Where mail sent by the target is read; without it the steps that read mail are skipped and say so. */
export const inboxUrl = (): string | undefined => process.env.INBOX_URL || undefined;

/** Where the target keeps files, as a browser reaches it; unknown for a target that did not say. */
export const storeOrigin = (): string | undefined => process.env.STORE_ORIGIN || undefined;
