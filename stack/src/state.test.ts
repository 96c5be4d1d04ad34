import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { preferredPorts } from './ports.ts';
import { inspectProcess } from './processes/inspect.ts';
import { keptSecrets } from './secrets.ts';
import { endOrphans, isRunning, isSameProcess, readState, writeState, type StackState } from './state.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'chancery-state-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const self = { pid: process.pid, startedAt: inspectProcess(process.pid)?.startedAt ?? '' };
const state = (services: StackState['services'] = []): StackState => ({
  supervisor: self,
  mode: 'built',
  ports: preferredPorts('00000001'),
  services,
});

it('reads back what it wrote, and takes a torn file for none', () => {
  writeState(folder, state());
  expect(readState(folder)).toEqual(state());
  writeFileSync(join(folder, 'state.json'), '{"supervisor":');
  expect(readState(folder)).toBeUndefined();
});

it('takes a pid that was given out again for another process', () => {
  expect(isRunning(state())).toBe(true);
  expect(isSameProcess({ ...self, startedAt: '1' })).toBe(false);
});

it('ends what a dead supervisor left behind, also when it ignores the request, and nothing else', async () => {
  const script = `process.on('SIGTERM', () => {}); process.send('up'); setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ['-e', script], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await new Promise((resolve) => child.once('message', resolve));
  const exited = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  const orphan = { name: 'api', pid: child.pid, startedAt: inspectProcess(child.pid as number)?.startedAt };
  const bystander = { name: 'web', pid: process.pid, startedAt: '1' };
  const since = new Date().toISOString();
  const services = [orphan, bystander].map((service) => ({ ...service, state: 'ready' as const, since }));
  expect(await endOrphans(state(services), 200)).toEqual(['api']);
  expect(await exited).toBe('SIGKILL');
});

it('makes secrets once, for the owner alone, and adds one that a newer version needs', () => {
  const first = keptSecrets(folder);
  expect(keptSecrets(folder)).toEqual(first);
  expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  const { downloadSigningSecret: _gone, ...older } = first;
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify(older));
  const second = keptSecrets(folder);
  expect(second).toMatchObject(older);
  expect(second.downloadSigningSecret.length).toBeGreaterThanOrEqual(32);
  expect(keptSecrets(folder)).toEqual(second);
});
