import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../bootstrap/lock.mjs';
import { folders, makeFolders } from './clone.ts';
import type { Ports } from './environment.ts';
import { StackFault } from './fault.ts';
import { readJson, writeJson } from './files.ts';
import { choosePorts, preferredPorts } from './ports.ts';
import { clearStaleLock } from './postgres/stale-lock.ts';
import { send } from './processes/child.ts';
import { inspectProcess } from './processes/inspect.ts';
import { waitUntil } from './processes/wait.ts';
import { keptSecrets } from './secrets.ts';
import { services } from './services/index.ts';
import { cloneContext } from './stack.ts';
import { endOrphans, isRunning, isSameProcess, readState, writeState, type StackState } from './state.ts';
import { Supervisor } from './supervisor.ts';

const portsFile = join(folders.state, 'ports.json');
const STOP_LIMIT_MS = 10_000;

export interface CloneStack {
  supervisor: Supervisor;
  ports: Ports;
}

/**
 * Takes hold of the clone's own stack: one supervisor at a time. Whatever an earlier one left behind is ended,
 * the ports are chosen and noted, and the state is ours from here on.
 *
 * @param onChange told of every new state of a service
 * @returns the state of the stack that already runs, or a supervisor to start
 */
export async function claimStack(
  mode: StackState['mode'],
  wanted: readonly string[],
  print: (line: string) => void,
  onChange: (state: StackState['services'][number]) => void,
): Promise<CloneStack | StackState> {
  makeFolders();
  return withLock('stack', async () => {
    const before = readState(folders.state);
    if (isRunning(before)) return before;
    await cleanUp(before, print);
    const ports = await chooseAndKeepPorts(print);
    const context = cloneContext({ ports, secrets: keptSecrets(folders.state) }, mode, print);
    const own = { pid: process.pid, startedAt: inspectProcess(process.pid)?.startedAt ?? '' };
    const supervisor: Supervisor = new Supervisor(services, wanted, context, {
      told: print,
      changed: (state, all) => {
        writeState(folders.state, { supervisor: own, mode, ports, services: all });
        onChange(state);
      },
    });
    writeState(folders.state, { supervisor: own, mode, ports, services: supervisor.states() });
    return { supervisor, ports };
  });
}

async function cleanUp(before: StackState | undefined, print: (line: string) => void): Promise<void> {
  const ended = before ? await endOrphans(before) : [];
  if (ended.length > 0) print(`Ended what an earlier start left behind: ${ended.join(', ')}`);
  await clearStaleLock(folders.databaseData);
}

async function chooseAndKeepPorts(print: (line: string) => void): Promise<Ports> {
  const wished = { ...preferredPorts(), ...(readJson(portsFile) as Partial<Ports> | undefined) };
  const { ports, taken } = await choosePorts(wished);
  for (const { service, port, holder, instead } of taken) {
    print(`Port ${port} of ${service} is held by ${holder}; using ${instead}`);
  }
  writeJson(portsFile, ports);
  return ports;
}

/**
 * Stops the clone's stack, wherever it runs, and whatever a dead supervisor left behind.
 *
 * @returns whether anything ran
 */
export async function stopCloneStack(): Promise<boolean> {
  makeFolders();
  const state = readState(folders.state);
  const wasRunning = isRunning(state);
  if (wasRunning) {
    send(state.supervisor.pid, 'SIGTERM');
    if (!(await waitUntil(() => !isRunning(state), STOP_LIMIT_MS))) send(state.supervisor.pid, 'SIGKILL');
    if (!(await waitUntil(() => !isSameProcess(state.supervisor), 2_000))) {
      throw new StackFault(
        `The supervisor (process ${state.supervisor.pid}) does not end`,
        'End it and try again.',
      );
    }
  }
  const last = readState(folders.state);
  const orphans = last ? await endOrphans(last) : [];
  await clearStaleLock(folders.databaseData);
  return wasRunning || orphans.length > 0;
}

/** Removes all data, secrets and logs of the clone's stack; what was downloaded or built stays. */
export function removeCloneData(): void {
  for (const folder of [folders.data, folders.databaseData, `${folders.databaseData}.new`, folders.logs]) {
    rmSync(folder, { recursive: true, force: true });
  }
  for (const file of ['state.json', 'secrets.json', 'ports.json'])
    rmSync(join(folders.state, file), { force: true });
}
