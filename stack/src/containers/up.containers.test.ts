import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { StackFault } from '../fault.ts';
import { containersOf } from './container.ts';
import { testProject } from './testing/project.ts';
import { bringUp, takenPorts } from './up.ts';

const serving = `
services:
  page:
    image: node:24-trixie-slim
    init: true
    command: [node, -e, "require('http').createServer((q, a) => a.end('here')).listen(80)"]
    ports: ['127.0.0.1:\${PORT}:80']
    healthcheck:
      test: [CMD, node, -e, "fetch('http://127.0.0.1').then(() => process.exit(0), () => process.exit(1))"]
      interval: 5s
      start_period: 30s
      start_interval: 100ms
`;

const failing = (script: string, more = ''): string => `
services:
  broken:
    image: debian:trixie-slim
    init: true
    command: [sh, -c, ${JSON.stringify(script)}]
    ${more}
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function faultOf(act: Promise<unknown>): Promise<StackFault> {
  const error: unknown = await act.then(
    () => 'it went well',
    (fault: unknown) => fault,
  );
  if (!(error instanceof StackFault)) throw error;
  return error;
}

it('brings a project up, leaves alone what runs, starts again what died, and takes all of it down', async () => {
  const port = await freePort();
  const project = testProject(serving, { PORT: String(port) });
  const { compose } = project;
  await bringUp(compose);
  expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('here');
  expect(await compose.port('page', 80)).toBe(port);
  const first = await compose.container('page');
  expect(first).toMatchObject({ state: 'running', health: 'healthy', restarts: 0 });
  expect(first.imageId).toBe(await compose.imageId('page'));
  await bringUp(compose);
  expect(await compose.container('page')).toMatchObject({ id: first.id, startedAt: first.startedAt });
  await compose.crash('page');
  await bringUp(compose);
  expect(await compose.container('page')).toMatchObject({ id: first.id, health: 'healthy' });
  await project[Symbol.asyncDispose]();
  expect(await containersOf(compose.project)).toEqual([]);
});

it('keeps two projects of one file apart', async () => {
  const ports = [await freePort(), await freePort()] as const;
  await using one = testProject(serving, { PORT: String(ports[0]) });
  await using other = testProject(serving, { PORT: String(ports[1]) });
  await Promise.all([bringUp(one.compose), bringUp(other.compose)]);
  await one.compose.down();
  expect(await containersOf(one.compose.project)).toEqual([]);
  expect(await other.compose.container('page')).toMatchObject({ health: 'healthy' });
  expect((await fetch(`http://127.0.0.1:${ports[1]}`)).status).toBe(200);
});

it('names the process that holds a port', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await using project = testProject(serving, { PORT: String(port) });
  const fault = await faultOf(bringUp(project.compose));
  expect(fault.message).toContain(`Port ${port} of page is held by process ${process.pid} (`);
  expect(fault.act).toContain('CHANCERY_WEB_PORT');
  server.close();
  expect(await takenPorts(project.compose)).toEqual([]);
});

it('names the container that holds a port', async () => {
  const port = await freePort();
  await using holder = testProject(serving, { PORT: String(port) });
  await using project = testProject(serving, { PORT: String(port) });
  await bringUp(holder.compose);
  const fault = await faultOf(bringUp(project.compose));
  expect(fault.message).toBe(
    `Port ${port} of page is held by the container ${holder.compose.project}-page-1`,
  );
});

it('names an image that is not here and that no registry gives, and how to make it', async () => {
  // No name below .invalid is ever found, wherever this runs.
  const image = 'registry.invalid/chancery/nothing:1';
  await using project = testProject(`services: { page: { image: '${image}' } }`);
  const fault = await faultOf(bringUp(project.compose));
  expect(fault.message).toContain(`No registry gave these images: ${image} (`);
  expect(fault.act).toContain('docker/bases/bake.sh');
});

it('shows the last lines of a container that ends at once', async () => {
  await using project = testProject(failing('echo first; echo the schema is from tomorrow >&2; exit 3'));
  const fault = await faultOf(bringUp(project.compose));
  expect(fault.message).toContain('broken ended with code 3:');
  expect(fault.message).toContain('  | the schema is from tomorrow');
  expect(fault.act).toBe(`The whole log: docker compose -p ${project.compose.project} logs broken`);
});

it('gives up on a container that dies again and again, long before the limit', async () => {
  const script = 'echo the settings are wrong; exit 1';
  const health = 'restart: unless-stopped\n    healthcheck: { test: [CMD, "true"], start_period: 120s }';
  await using project = testProject(failing(script, health));
  const started = performance.now();
  const fault = await faultOf(bringUp(project.compose));
  expect(fault.message).toMatch(/broken (ended with code 1|does not become healthy)/);
  expect(fault.message).toContain('  | the settings are wrong');
  expect(performance.now() - started).toBeLessThan(60_000);
});

it('shows what the probe of a container says that does not become healthy', async () => {
  const health =
    'healthcheck: { test: [CMD-SHELL, "echo the bucket is missing; exit 1"], interval: 200ms, retries: 2 }';
  await using project = testProject(failing('echo serving; sleep 100', health));
  const fault = await faultOf(bringUp(project.compose));
  expect(fault.message).toContain('broken does not become healthy (the bucket is missing):');
  expect(fault.message).toContain('  | serving');
});

it('gives up after the limit, and when it is told to', async () => {
  const health = 'healthcheck: { test: [CMD, "false"], start_period: 60s, start_interval: 200ms }';
  await using project = testProject(failing('sleep 100', health));
  expect((await faultOf(bringUp(project.compose, { limitMs: 2_000 }))).message).toContain(
    'not everything was healthy within 2 s',
  );
  const stop = new AbortController();
  const up = bringUp(project.compose, { signal: stop.signal });
  stop.abort();
  expect((await faultOf(up)).message).toMatch(/was given up$/);
});
