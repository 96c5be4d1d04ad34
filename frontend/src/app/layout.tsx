import './globals.css';
import { ClerkProvider } from '@clerk/nextjs';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { settings } from '@/config';
import { clerkAppearance } from '@/features/session/appearance';
import { clerkWords } from '@/features/session/messages';
import { themeScript } from '@/features/appearance/theme';
import { SettingsProvider } from '@/lib/settings';
import { fontVariables } from './fonts';

export const metadata: Metadata = {
  title: { default: 'Chancery', template: '%s · Chancery' },
  description: 'A legal document assistant whose every quote is checked against the document.',
};

/** Everything of a place (keys, proxy, addresses) is read per request and handed over: one build runs everywhere. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  const values = settings();
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <ClerkProvider
      publishableKey={values.CLERK_PUBLISHABLE_KEY}
      {...(values.CLERK_PROXY_PATH ? { proxyUrl: values.CLERK_PROXY_PATH } : {})}
      {...(nonce ? { nonce } : {})}
      signInUrl="/sign-in"
      signUpUrl="/sign-up"
      signInFallbackRedirectUrl="/assistant"
      signUpFallbackRedirectUrl="/assistant"
      afterSignOutUrl="/sign-in"
      telemetry={false}
      appearance={clerkAppearance}
      localization={clerkWords}
    >
      <html lang="en" className={fontVariables} suppressHydrationWarning>
        <head>
          <script nonce={nonce} dangerouslySetInnerHTML={{ __html: themeScript }} suppressHydrationWarning />
        </head>
        <body className="font-sans">
          <SettingsProvider value={{ apiUrl: values.API_URL, stage: values.STAGE }}>
            {children}
          </SettingsProvider>
        </body>
      </html>
    </ClerkProvider>
  );
}
