import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { testSettings, type TestDatabase } from '@chancery/stack/testing';

type Role = 'api' | 'worker' | 'converter';

/** Where a role says that it serves, and how long it may take to. The WebAssembly converter starts several times. */
const serving = {
  api: { path: '/readyz', limitMs: 30_000 },
  worker: { path: '/healthz', limitMs: 30_000 },
  converter: { path: '/readyz', limitMs: 180_000 },
} as const satisfies Record<Role, unknown>;

/** A process of the product under test, on a port of its own. */
export interface TestProcess extends AsyncDisposable {
  url: string;
  pid: number;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Ends it as an operator would; resolves with the exit code. */
  stop(): Promise<number | null>;
  output(): string;
}

/** Starts a role as a real process and waits until it serves. */
export async function startProcess(
  role: Role,
  database: TestDatabase,
  overrides: Record<string, string | undefined> = {},
): Promise<TestProcess> {
  const port = Number(overrides.PORT ?? (await freePort()));
  const environment = testSettings(role, database, { PORT: String(port), ...overrides });
  const entry = fileURLToPath(new URL(`../start/${role}.ts`, import.meta.url));
  const child = spawn(process.execPath, [entry], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  const end = (signal: NodeJS.Signals) => endProcess(child, signal);
  await untilServing(child, url + serving[role].path, serving[role].limitMs, () => output);
  return {
    url,
    pid: child.pid ?? 0,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    output: () => output,
    [Symbol.asyncDispose]: async () => void (await end('SIGKILL')),
  };
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
  return child.exitCode;
}

async function untilServing(
  child: ChildProcess,
  url: string,
  limitMs: number,
  output: () => string,
): Promise<void> {
  for (const until = Date.now() + limitMs; Date.now() < until; await wait(50)) {
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}: ${output()}`);
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
  }
  child.kill('SIGKILL');
  throw new Error(`it did not serve within ${limitMs / 1000} s: ${output()}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
