import { join } from 'node:path';
import type { Ports } from './environment.ts';
import { readJson, writeJson } from './files.ts';
import { send } from './processes/child.ts';
import { inspectProcess } from './processes/inspect.ts';
import { waitUntil } from './processes/wait.ts';

export type Phase = 'waiting' | 'starting' | 'ready' | 'failed' | 'stopped';

/** One service as data. */
export interface ServiceState {
  name: string;
  state: Phase;
  /** Undefined while there is no process, and for a service that runs once. */
  pid?: number;
  /** Tells the process from a later one with the same pid. */
  startedAt?: string;
  port?: number;
  /** Where it answers. */
  address?: string;
  note?: string;
  /** When it entered this state, ISO 8601. */
  since: string;
  /** How long it took to become ready. */
  readyAfterMs?: number;
}

/** A running stack of this clone as data; kept in a file, so that any later command finds it. */
export interface StackState {
  supervisor: { pid: number; startedAt: string };
  mode: 'built' | 'watched';
  ports: Ports;
  services: ServiceState[];
}

/** The state of the last stack of a clone; undefined when there was none. */
export function readState(folder: string): StackState | undefined {
  return readJson(join(folder, 'state.json')) as StackState | undefined;
}

export function writeState(folder: string, state: StackState): void {
  writeJson(join(folder, 'state.json'), state);
}

/** Whether a process is alive and the very one that was noted, not a later one with its pid. */
export function isSameProcess(noted: { pid?: number; startedAt?: string }): boolean {
  if (!noted.pid) return false;
  const facts = inspectProcess(noted.pid);
  return facts !== undefined && facts.startedAt === noted.startedAt;
}

/** Whether the stack that wrote this state still runs. */
export function isRunning(state: StackState | undefined): state is StackState {
  return state !== undefined && isSameProcess(state.supervisor);
}

/**
 * Ends processes that a dead supervisor left behind.
 *
 * @returns the names of the services they belonged to
 */
export async function endOrphans(state: StackState, graceMs = 2_000): Promise<string[]> {
  const orphans = state.services.filter(isSameProcess);
  for (const { pid } of orphans) send(pid as number, 'SIGTERM');
  await waitUntil(() => !orphans.some(isSameProcess), graceMs);
  for (const orphan of orphans.filter(isSameProcess)) {
    send(orphan.pid as number, 'SIGKILL');
    send(-(orphan.pid as number), 'SIGKILL');
  }
  await waitUntil(() => !orphans.some(isSameProcess), graceMs);
  return orphans.map(({ name }) => name);
}
