import { EmptyState } from '@/components/ui/states';

export default function NotFound() {
  return (
    <main>
      <EmptyState title="Not found" text="It does not exist, or you have no access to it." />
    </main>
  );
}
