import { clerkHost } from './clerk-host';
import type { Settings } from './settings';

/** Where the object store may be when no origin is named. */
const anyStore = {
  local: ['http://localhost:*', 'http://127.0.0.1:*'],
  staging: ['https://*.amazonaws.com'],
  production: ['https://*.amazonaws.com'],
};

/**
 * The page's content security policy: everything from ourselves, data from the API and the object store,
 * and, with a real Clerk instance, what its own script needs.
 */
export function contentSecurityPolicy(nonce: string, values: Settings, development: boolean): string {
  const clerk = values.CLERK_PROXY_PATH ? [] : [`https://${clerkHost(values.CLERK_PUBLISHABLE_KEY)}`];
  const challenge = clerk.length > 0 ? ['https://challenges.cloudflare.com'] : [];
  const store = values.STORE_ORIGIN ? [values.STORE_ORIGIN] : anyStore[values.STAGE];
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'wasm-unsafe-eval'",
      ...(development ? ["'unsafe-eval'"] : []),
      ...clerk,
      ...challenge,
    ],
    // Clerk's components and positioned menus set inline styles.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:', ...store, ...(clerk.length > 0 ? ['https://img.clerk.com'] : [])],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'", values.API_URL, ...store, ...clerk, ...(development ? ['ws:'] : [])],
    'worker-src': ["'self'", 'blob:'],
    'frame-src': challenge.length > 0 ? challenge : ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
