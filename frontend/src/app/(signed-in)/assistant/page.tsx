import { AssistantPage } from '@/features/chats/assistant-page';

export const metadata = { title: 'Assistant' };

export default function Page() {
  return <AssistantPage />;
}
