import { ChatPage } from '@/features/chats/chat-page';

export const metadata = { title: 'Chat' };

export default function Page() {
  return <ChatPage />;
}
