import { hostname } from 'node:os';
import { cloneHash } from '../clone.ts';
import { docker, runDocker } from '../containers/docker.ts';
import { inspectProcess } from '../processes/inspect.ts';

const label = {
  clone: 'chancery.test.clone',
  host: 'chancery.test.host',
  pid: 'chancery.test.pid',
  startedAt: 'chancery.test.started-at',
} as const;

type Labels = Record<string, string>;

/** The labels of a container that this process starts and removes. */
export function ownerLabels(pid = process.pid): Labels {
  return {
    [label.clone]: cloneHash,
    [label.host]: hostname(),
    [label.pid]: String(pid),
    [label.startedAt]: inspectProcess(pid)?.startedAt ?? '',
  };
}

/**
 * Whether the process that started a container was killed before it could remove it. Only processes of this very
 * host can be looked up; what another one started on the same engine is left to it.
 */
export function isLeftover(labels: Labels, inspect: typeof inspectProcess = inspectProcess): boolean {
  if (labels[label.host] !== hostname() || !labels[label.pid]) return false;
  return inspect(Number(labels[label.pid]))?.startedAt !== labels[label.startedAt];
}

/** Removes what killed test runs of any clone left running. A run that goes on beside this one keeps its own. */
export async function removeLeftovers(): Promise<void> {
  const ids = await docker(['ps', '--all', '--quiet', '--filter', `label=${label.pid}`]);
  const leftovers: string[] = [];
  for (const id of ids.split('\n').filter(Boolean)) {
    const { code, stdout } = await runDocker(['inspect', '--format', '{{json .Config.Labels}}', id]);
    // Its own run may have removed it in the meantime.
    if (code === 0 && isLeftover(JSON.parse(stdout) as Labels)) leftovers.push(id);
  }
  // Two runs that start at once may find the same one; the second is told that it is gone, and that is well.
  if (leftovers.length > 0) await runDocker(['rm', '--force', '--volumes', ...leftovers]);
}
