import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { memoryDisk } from '../memory-disk.ts';
import { freePorts } from '../ports.ts';
import { send } from '../processes/child.ts';
import { inspectProcess, processesWorkingIn } from '../processes/inspect.ts';
import { startCluster, type Cluster, type ClusterOptions } from './cluster.ts';
import { withConnection } from './connection.ts';

let home: string;
let options: ClusterOptions;
const clusters: Cluster[] = [];

async function start(): Promise<Cluster> {
  const cluster = await startCluster(options);
  clusters.push(cluster);
  return cluster;
}

function query(cluster: Cluster, text: string): Promise<unknown[]> {
  return withConnection(cluster.address, 'postgres', async (client) => (await client.query(text)).rows);
}

beforeEach(async () => {
  home = mkdtempSync(join(memoryDisk(), 'chancery-cluster-'));
  chmodSync(home, 0o755);
  const { postgres: port } = await freePorts();
  options = {
    dataFolder: join(home, 'data'),
    logFile: join(home, 'log'),
    port,
    user: 'chancery',
    password: 'p4ss',
  };
});

afterEach(async () => {
  for (const cluster of clusters.splice(0)) await cluster.child.stop(5_000);
  rmSync(home, { recursive: true, force: true });
});

it('keeps its rows over a kill -9 of the server and starts again at once', async () => {
  const first = await start();
  await query(first, `create table clauses (text text); insert into clauses values ('kept')`);
  send(first.child.pid, 'SIGKILL');
  await first.child.exited;
  const second = await start();
  expect(await query(second, 'select text from clauses')).toEqual([{ text: 'kept' }]);
});

it('stops a server of its own data folder that a dead supervisor left running', async () => {
  const orphan = await start();
  const second = await start();
  expect(orphan.child.ended()).toMatchObject({ code: 0 });
  expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('does not believe a lock file whose pid now belongs to another program', async () => {
  await (await start()).child.stop(5_000);
  const lines = [process.pid, options.dataFolder, 0, options.port, '', '127.0.0.1', '', 'ready'];
  writeFileSync(join(options.dataFolder, 'postmaster.pid'), lines.join('\n'));
  const cluster = await start();
  expect(await query(cluster, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(inspectProcess(process.pid)).toBeDefined();
});

it('waits for a process that still works in the data folder before it deletes the lock', async () => {
  await (await start()).child.stop(5_000);
  writeFileSync(join(options.dataFolder, 'postmaster.pid'), '99999999\n');
  const writer = spawn('sleep', ['60'], { cwd: options.dataFolder, stdio: 'ignore' });
  await new Promise((resolve) => writer.once('spawn', resolve));
  expect(processesWorkingIn(options.dataFolder)).toEqual([writer.pid]);
  let up = false;
  const starting = start().then(() => (up = true));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(up).toBe(false);
  writer.kill('SIGKILL');
  await starting;
  expect(up).toBe(true);
});

it('makes the data folder anew when an earlier initdb was cut off', async () => {
  mkdirSync(`${options.dataFolder}.new`);
  writeFileSync(join(`${options.dataFolder}.new`, 'PG_VERSION'), '17');
  mkdirSync(options.dataFolder);
  const cluster = await start();
  expect(await query(cluster, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(existsSync(`${options.dataFolder}.new`)).toBe(false);
});

it('names the reason, from the log, when the port is taken', async () => {
  const silent: Socket[] = [];
  const holder = createServer((socket) => silent.push(socket));
  await new Promise<void>((resolve) => holder.listen(options.port, '127.0.0.1', resolve));
  try {
    await expect(start()).rejects.toThrow(/Postgres did not start[\s\S]*could not bind IPv4 address/);
  } finally {
    for (const socket of silent) socket.destroy();
    await new Promise((resolve) => holder.close(resolve));
  }
});

it('leaves the password in no file and on no command line', async () => {
  const cluster = await start();
  expect(inspectProcess(cluster.child.pid)?.command).not.toContain(options.password);
  expect(readFileSync(options.logFile, 'utf8')).not.toContain(options.password);
  expect(existsSync(join(home, `.password-${process.pid}`))).toBe(false);
});
