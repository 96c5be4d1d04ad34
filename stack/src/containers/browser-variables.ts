import type { TestStack } from './test-stack.ts';

/** What the browser tests need to know of a stack in containers; the same as of any other. */
export async function browserVariables({ compose, ports }: TestStack): Promise<Record<string, string>> {
  const { services } = await compose.config();
  const web = services.web?.environment ?? {};
  const given = ['API_URL', 'STORE_ORIGIN', 'CLERK_PUBLISHABLE_KEY', 'CLERK_SECRET_KEY'].map((name) => [
    name,
    web[name] ?? '',
  ]);
  return {
    ...Object.fromEntries(given),
    TARGET: `http://localhost:${ports.web}`,
    // Inside, Clerk's stand-in has another address.
    CLERK_API_URL: `http://localhost:${ports.clerk}`,
    INBOX_URL: `http://localhost:${ports.store}`,
  };
}
