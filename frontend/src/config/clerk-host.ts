/** The host of a Clerk instance: a publishable key holds the base64 of it and a dollar sign. */
export function clerkHost(publishableKey: string): string {
  return Buffer.from(publishableKey.replace(/^pk_(test|live)_/, ''), 'base64')
    .toString('utf8')
    .replace(/\$$/, '');
}
