import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StackFault } from '../fault.ts';
import { send } from '../processes/child.ts';
import { inspectProcess, processesWorkingIn } from '../processes/inspect.ts';
import { waitUntil } from '../processes/wait.ts';

const STOP_LIMIT_MS = 10_000;

/**
 * Makes way for a start. A database server of this very data folder that a dead supervisor left behind is
 * stopped; a lock file whose holder is dead, a zombie or another program is deleted, but only once no
 * process works in the data folder, because an orphaned backend may still be writing.
 *
 * @throws StackFault when such a process does not end
 */
export async function clearStaleLock(dataFolder: string): Promise<void> {
  const file = join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (pid > 0 && isServerOf(dataFolder, pid)) {
    send(pid, 'SIGINT');
    if (!(await waitUntil(() => !isServerOf(dataFolder, pid), STOP_LIMIT_MS))) send(pid, 'SIGQUIT');
  }
  const free = await waitUntil(() => processesWorkingIn(dataFolder).length === 0, STOP_LIMIT_MS);
  if (!free) {
    throw new StackFault(
      `Processes ${processesWorkingIn(dataFolder).join(', ')} still work in ${dataFolder}`,
      'End them and start again.',
    );
  }
  rmSync(file, { force: true });
}

/** A live process is our server only if its command line names our data folder; pids are given out again. */
function isServerOf(dataFolder: string, pid: number): boolean {
  return inspectProcess(pid)?.command.includes(dataFolder) ?? false;
}
