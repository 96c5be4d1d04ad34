import { SignUp } from '@clerk/nextjs';
import { SignedOutFrame } from '@/features/session/signed-out-frame';

export const metadata = { title: 'Sign up' };

export default function Page() {
  return (
    <SignedOutFrame>
      <SignUp />
    </SignedOutFrame>
  );
}
