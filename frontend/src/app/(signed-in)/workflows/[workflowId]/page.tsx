import { WorkflowPage } from '@/features/workflows/workflow-page';

export const metadata = { title: 'Workflow' };

export default function Page() {
  return <WorkflowPage />;
}
