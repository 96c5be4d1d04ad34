import { SignIn } from '@clerk/nextjs';
import { SignedOutFrame } from '@/features/session/signed-out-frame';

export const metadata = { title: 'Sign in' };

export default function Page() {
  return (
    <SignedOutFrame>
      <SignIn />
    </SignedOutFrame>
  );
}
