import { Suspense, type ReactNode } from 'react';
import { Frame } from '@/features/frame/frame';
import { ApiProvider } from '@/lib/api/provider';

export default function SignedInLayout({ children }: { children: ReactNode }) {
  return (
    <ApiProvider>
      <Suspense>
        <Frame>{children}</Frame>
      </Suspense>
    </ApiProvider>
  );
}
