import { createServer, type AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { docker } from '../docker.ts';

/** Something that listens and notes whoever comes. */
export interface Sink extends AsyncDisposable {
  /** The first line of every connection since the last look, or `(nothing)` for one that said nothing. */
  arrived(): Promise<string[]>;
}

/** A sink in a container of its own. */
export interface ContainerSink extends Sink {
  address: string;
}

/** The ports that the container listens on: the web, Windows shares, FTP, and one of nobody. */
export const sinkPorts = [8000, 80, 443, 445, 139, 21];
/** Where clouds answer with credentials; here the sink does. */
export const LINK_LOCAL = '169.254.169.254';

/** Counts a connection at once and says what it asked for; answers that there is nothing. */
const listening = `
const { createServer } = require('node:net');
for (const port of ${JSON.stringify(sinkPorts)}) {
  createServer((socket) => {
    let said = false;
    socket.on('data', (data) => {
      if (!said) console.log(String(data).split('\\r\\n')[0] + ' at ' + port);
      said = true;
      socket.end('HTTP/1.1 404 Not Found\\r\\ncontent-length: 0\\r\\nconnection: close\\r\\n\\r\\n');
    });
    socket.on('error', () => undefined).on('close', () => said || console.log('(nothing) at ' + port));
  }).listen(port, '0.0.0.0', () => console.error('listening on ' + port));
}`;

/** Options of `docker run` for a container that a later run may clear away. */
export function runOptions(project: string, name: string): string[] {
  const own = `${project}-${randomUUID().slice(0, 8)}`;
  return [
    ...['run', '--detach', '--init', '--name', `${own}-${name}`],
    ...['--label', `com.docker.compose.project=${own}`],
  ];
}

/** Starts a sink in a container on a network, under a name and with a link-local address too. */
export async function startContainerSink(project: string, network: string): Promise<ContainerSink> {
  const id = await docker([
    ...runOptions(project, 'sink'),
    ...['--network', network, '--network-alias', 'sink', '--link-local-ip', LINK_LOCAL],
    ...['node:24-trixie-slim', 'node', '-e', listening],
  ]);
  let seen = 0;
  const lines = async (): Promise<string[]> => (await docker(['logs', id])).split('\n').filter(Boolean);
  const address = await docker([
    ...['inspect', '--format', `{{(index .NetworkSettings.Networks "${network}").IPAddress}}`, id],
  ]);
  return {
    address,
    arrived: async () => {
      const all = await lines();
      const fresh = all.slice(seen);
      seen = all.length;
      return fresh;
    },
    [Symbol.asyncDispose]: async () => void (await docker(['rm', '--force', '--volumes', id])),
  };
}

/** A sink in this process, at one address of this machine. */
export interface HostSink extends Sink {
  port: number;
}

/** Listens at an address of this machine that containers may reach, and at no other. */
export async function startHostSink(address: string): Promise<HostSink> {
  let seen: string[] = [];
  const server = createServer((socket) => {
    let said = '';
    socket.on('data', (data) => {
      said ||= String(data).split('\r\n')[0] ?? '';
      socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    });
    socket.on('error', () => undefined).on('close', () => seen.push(said || '(nothing)'));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, address, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    arrived: async () => {
      const fresh = seen;
      seen = [];
      return fresh;
    },
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
