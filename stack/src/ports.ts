import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { cloneHash } from './clone.ts';
import type { Ports } from './environment.ts';
import { StackFault } from './fault.ts';
import { inspectProcess } from './processes/inspect.ts';

const names = ['web', 'api', 'worker', 'converter', 'clerk', 'aws', 'model', 'postgres'] as const;
/** Below the range that systems hand out for outgoing connections. */
const FIRST = 20_000;
const BLOCKS = 1_000;
const BLOCK = 10;

/** The ports a clone would like: a block of ten that follows from where it lies. */
export function preferredPorts(hash: string = cloneHash): Ports {
  const first = FIRST + (parseInt(hash, 16) % BLOCKS) * BLOCK;
  return Object.fromEntries(names.map((name, index) => [name, first + index])) as unknown as Ports;
}

export interface TakenPort {
  service: keyof Ports;
  port: number;
  holder: string;
  instead: number;
}

/**
 * Chooses a free port for every service: the wished one, else the next that nobody holds and no other
 * service wishes for.
 *
 * @returns the ports, and what had to give way to whom
 */
export async function choosePorts(
  wished: Ports,
  isFree: (port: number) => Promise<boolean> = portIsFree,
): Promise<{ ports: Ports; taken: TakenPort[] }> {
  const ports = { ...wished };
  const used = new Set<number>(Object.values(wished));
  const taken: TakenPort[] = [];
  for (const service of names) {
    const port = wished[service];
    if (await isFree(port)) continue;
    let instead = port + 1;
    while (used.has(instead) || !(await isFree(instead))) {
      instead += 1;
      if (instead > 65_535) throw new StackFault(`No free port for ${service} above ${port}`);
    }
    used.add(instead);
    ports[service] = instead;
    taken.push({ service, port, holder: holderOf(port), instead });
  }
  return { ports, taken };
}

/** Ports that are free right now, for tests: the system chooses. */
export async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(names.map(() => listen(0, '127.0.0.1')));
  const ports = servers.map((server) => {
    const address = server?.address();
    return typeof address === 'object' && address ? address.port : 0;
  });
  await Promise.all(
    servers.map((server) => new Promise((resolve) => server?.close(resolve) ?? resolve(null))),
  );
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as unknown as Ports;
}

/** Whether nothing listens on a port, on either of the addresses that `localhost` may mean. */
export async function portIsFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0']) {
    const server = await listen(port, host);
    if (!server) return false;
    await new Promise((resolve) => server.close(resolve));
  }
  return true;
}

type Server = ReturnType<typeof createServer>;

/** A listening server; undefined when the port is taken. A machine without IPv6 has nothing to be taken there. */
function listen(port: number, host: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve(server);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}

/** Who holds a port, in words for a person. */
export function holderOf(port: number): string {
  const pid = process.platform === 'linux' ? listenerOnLinux(port) : listenerByLsof(port);
  if (pid === undefined) return 'a process of another user';
  return `process ${pid} (${inspectProcess(pid)?.command.slice(0, 60) ?? 'gone'})`;
}

const LISTENING = '0A';

function listenerOnLinux(port: number): number | undefined {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const sockets = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readOrEmpty(table).split('\n').slice(1)) {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
      if (local?.endsWith(`:${hex}`) && state === LISTENING) sockets.add(`socket:[${inode}]`);
    }
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => openFiles(pid).some((file) => sockets.has(file)));
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function openFiles(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((descriptor) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${descriptor}`);
      } catch {
        return '';
      }
    });
  } catch {
    return [];
  }
}

function listenerByLsof(port: number): number | undefined {
  try {
    const told = execFileSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], { encoding: 'utf8' });
    return Number(told.split('\n')[0]) || undefined;
  } catch {
    return undefined;
  }
}
