/** The host of a Clerk instance: a publishable key holds the base64 of it and a dollar sign. */
export function clerkHost(publishableKey: string): string {
  return Buffer.from(publishableKey.replace(/^pk_(test|live)_/, ''), 'base64')
    .toString('utf8')
    .replace(/\$$/, '');
}

/** Whether a host, with or without a port, is the machine itself: nobody reaches a deployed stage there. */
export function isOwnMachine(host: string): boolean {
  const name = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  return /(^|\.)localhost$/.test(name) || /^127\./.test(name) || ['0.0.0.0', '[::]', '[::1]'].includes(name);
}
