import { StatusWord } from '@/components/ui/status-word';
import type { ReviewRun } from '@/lib/api/types';
import { messages } from './messages';

/** The state of a review's latest run, in words. */
export function RunWord({ run }: { run: ReviewRun | null }) {
  if (!run) return <StatusWord tone="grey">{messages.neverRun}</StatusWord>;
  if (run.status === 'running') {
    return <StatusWord tone="amber">{messages.running(run.documentsDone, run.documents)}</StatusWord>;
  }
  return (
    <StatusWord tone={run.status === 'done' ? 'green' : 'grey'}>
      {run.status === 'done' ? messages.finished : messages.stopped}
    </StatusWord>
  );
}
