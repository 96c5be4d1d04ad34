import { ProjectPage } from '@/features/projects/project-page';

export const metadata = { title: 'Project' };

export default function Page() {
  return <ProjectPage />;
}
