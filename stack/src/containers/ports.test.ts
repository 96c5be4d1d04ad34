import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { composeFile } from './compose.ts';
import type { ContainerState } from './container.ts';
import { freePortsFrom, portsOf, portVariables } from './ports.ts';

const everythingFree = async (): Promise<boolean> => true;

it('knows every port that compose.yaml publishes', async () => {
  const ports = await freePortsFrom(30_000, everythingFree);
  const named = readFileSync(composeFile, 'utf8').matchAll(/CHANCERY_\w+_PORT/g);
  expect(Object.keys(portVariables(ports)).sort()).toEqual(
    [...new Set([...named].map(([name]) => name))].sort(),
  );
});

it('takes free ports one after another and passes over those that are held', async () => {
  const held = new Set([30_000, 30_002]);
  const ports = Object.values(await freePortsFrom(30_000, async (port) => !held.has(port)));
  expect(ports.slice(0, 3)).toEqual([30_001, 30_003, 30_004]);
  expect(new Set(ports).size).toBe(ports.length);
});

it('reads from the containers which ports they hold', () => {
  const container = (service: string, ports: Record<number, number>): ContainerState => ({
    ...{ id: '', name: '', imageId: '', state: 'running', health: 'none', exitCode: 0, restarts: 0 },
    ...{ startedAt: '', lastProbe: '', service, ports },
  });
  const running = [container('api', { 4000: 30_001, 9229: 30_008 }), container('postgres', { 5432: 30_005 })];
  expect(portsOf(running)).toEqual({ api: 30_001, apiDebug: 30_008, postgres: 30_005 });
});
