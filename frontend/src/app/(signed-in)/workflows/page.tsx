import { WorkflowsPage } from '@/features/workflows/workflows-page';

export const metadata = { title: 'Workflows' };

export default function Page() {
  return <WorkflowsPage />;
}
