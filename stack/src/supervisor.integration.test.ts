import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { preferredPorts } from './ports.ts';
import { send, startChild } from './processes/child.ts';
import { inspectProcess } from './processes/inspect.ts';
import { waitUntil } from './processes/wait.ts';
import { makeSecrets } from './secrets.ts';
import type { Service, StackContext } from './service.ts';
import { Supervisor } from './supervisor.ts';

let home: string;
let context: StackContext;
let lines: string[];
let supervisor: Supervisor | undefined;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'chancery-supervisor-'));
  mkdirSync(join(home, 'logs'));
  lines = [];
  context = {
    place: {
      ports: preferredPorts('00000001'),
      secrets: makeSecrets(),
      databaseName: 'chancery',
      publishableKey: '',
      converter: { engine: 'uno' },
      models: {},
      logLevel: 'info',
    },
    folders: { logs: join(home, 'logs'), data: home, databaseData: home, cache: home },
    mode: 'built',
    disposable: true,
    announce: () => undefined,
  };
});

afterEach(async () => {
  await supervisor?.stop();
  rmSync(home, { recursive: true });
});

function service(name: string, code: string, more: Partial<Service> = {}): Service {
  return {
    name,
    needs: [],
    launch: (_context, logFile) =>
      startChild({ command: process.execPath, args: ['-e', code], environment: {}, folder: home, logFile }),
    limitMs: 2_000,
    graceMs: 500,
    act: 'Look at the log.',
    ...more,
  };
}

async function start(...services: Service[]): Promise<Supervisor> {
  const names = services.map(({ name }) => name);
  supervisor = new Supervisor(services, names, context, {
    told: (line) => lines.push(line),
    changed: () => undefined,
  });
  await supervisor.start();
  return supervisor;
}

const stateOf = (name: string) => supervisor?.states().find((state) => state.name === name);
const forever = 'setInterval(() => {}, 1000)';

it('starts a killed process again, says so, and shows its new pid', async () => {
  await start(service('api', forever));
  const before = stateOf('api')?.pid as number;
  send(before, 'SIGKILL');
  expect(await waitUntil(() => lines.includes('api is ready again'), 5_000)).toBe(true);
  expect(lines[0]).toBe('api ended with SIGKILL; starting it again (1 of 5)');
  expect(stateOf('api')).toMatchObject({ state: 'ready' });
  expect(stateOf('api')?.pid).not.toBe(before);
});

it('names a service whose probe fails, its last log lines and what to do, and stops the others', async () => {
  const broken = service('api', `process.stdout.write('no such column\\n'); ${forever}`, {
    needs: ['aws'],
    limitMs: 300,
    probe: async () => {
      throw new Error('it answered 500');
    },
  });
  const failure = start(service('aws', forever), broken);
  await expect(failure).rejects.toMatchObject({
    message: expect.stringMatching(
      /^api is not ready: it answered 500\n.*api\.log:\n {2}\| no such column$/s,
    ) as string,
    act: 'Look at the log.',
  });
  expect(stateOf('aws')?.state).toBe('stopped');
  expect(stateOf('api')?.state).toBe('failed');
});

it('does not wait for the probe of a process that has ended', async () => {
  const started = Date.now();
  const failure = start(
    service('api', 'process.exit(7)', { limitMs: 60_000, probe: () => Promise.reject(new Error()) }),
  );
  await expect(failure).rejects.toThrow('api is not ready: it ended with code 7');
  expect(Date.now() - started).toBeLessThan(30_000);
});

it('ends a process that ignores the request, with what it started, and stops in reverse order', async () => {
  const deaf = `process.on('SIGTERM', () => {}); require('node:child_process').spawn('sleep', ['600']); ${forever}`;
  await start(service('postgres', forever), service('api', deaf, { needs: ['postgres'] }));
  const pids = ['api', 'postgres'].map((name) => stateOf(name)?.pid as number);
  await supervisor?.stop();
  expect(pids.map(inspectProcess)).toEqual([undefined, undefined]);
  expect(supervisor?.states().map(({ state }) => state)).toEqual(['stopped', 'stopped']);
});
