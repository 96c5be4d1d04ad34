import { clerkMiddleware } from '@clerk/nextjs/server';
import { NextResponse } from 'next/server';
import { contentSecurityPolicy } from '@/config/content-security-policy';
import { inDevelopment, settings } from '@/config';

const open = /^\/(sign-in|sign-up|__clerk)(\/|$)/;

/** Signs every page in, forwards Clerk's own calls to the stand-in when there is one, and sets the page's policy. */
export default clerkMiddleware(
  async (auth, request) => {
    if (!open.test(request.nextUrl.pathname)) await auth.protect();
    const nonce = btoa(crypto.randomUUID());
    const policy = contentSecurityPolicy(nonce, settings(), inDevelopment());
    const headers = new Headers(request.headers);
    headers.set('x-nonce', nonce);
    headers.set('content-security-policy', policy);
    const response = NextResponse.next({ request: { headers } });
    response.headers.set('content-security-policy', policy);
    response.headers.set('x-content-type-options', 'nosniff');
    response.headers.set('referrer-policy', 'strict-origin-when-cross-origin');
    response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    return response;
  },
  // The secret key is not handed over here: the SDK reads it from the environment, and an option would have to be encrypted.
  () => {
    const { CLERK_PUBLISHABLE_KEY, CLERK_PROXY_PATH } = settings();
    return {
      publishableKey: CLERK_PUBLISHABLE_KEY,
      signInUrl: '/sign-in',
      signUpUrl: '/sign-up',
      ...(CLERK_PROXY_PATH ? { frontendApiProxy: { enabled: true }, proxyUrl: CLERK_PROXY_PATH } : {}),
    };
  },
);

export const config = {
  matcher: [
    '/((?!_next|healthz|[^?]*\\.(?:html?|css|m?js(?!on)|jpe?g|webp|png|gif|svg|ttf|woff2?|ico|csv|wasm|bcmap|pfb|docx?|xlsx?|zip|webmanifest)).*)',
    '/__clerk/(.*)',
  ],
};
