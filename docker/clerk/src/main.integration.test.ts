import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestBrowser } from './testing-support/browser.ts';
import { secretKey, webOrigin } from './testing-support/server.ts';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));
const email = 'ann+clerk_test@example.com';
const password = 'correct-horse-1';
const children: ChildProcess[] = [];
let dir = '';
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'clerk-main-'))));
afterEach(async () => {
  for (const child of children.splice(0)) await end(child, 'SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

function run(environment: Record<string, string> = {}): ChildProcess {
  const args = ['--dir', dir, '--port', '0', '--host-label', 'cli.localhost', '--origins', webOrigin];
  args.push('--seed', 'seed@example.com:correct-horse-1:Sam:Seed');
  const env = { CLERK_SECRET_KEY: secretKey, ...environment };
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return child.exitCode;
}

/** @returns the address, once the line `ready` was printed. */
async function ready(child: ChildProcess): Promise<string> {
  let url = '';
  if (!child.stdout) throw new Error('no output');
  for await (const line of createInterface(child.stdout)) {
    url = /(http:\S+),/.exec(line)?.[1] ?? url;
    if (line === 'ready') return url;
  }
  throw new Error('ended before it was ready');
}

it('keeps people, their sessions and half a sign-up over kill -9', async () => {
  const first = run();
  const before = new TestBrowser(await ready(first));
  const session = (await before.signUp(email, password)).client?.sessions[0];
  const halfway = new TestBrowser(before.url);
  const attempt = await halfway.call('POST', '/v1/client/sign_ups', {
    email_address: 'b+clerk_test@example.com',
    password,
  });
  await halfway.call('POST', `/v1/client/sign_ups/${attempt.response?.id}/prepare_verification`, {
    strategy: 'email_code',
  });
  const jwtKey = await (await fetch(`${before.url}/__local/jwt-key`)).text();
  await end(first, 'SIGKILL');

  const url = await ready(run());
  const after = new TestBrowser(url);
  for (const [name, value] of before.cookies) after.cookies.set(name, value);
  expect((await after.call('POST', `/v1/client/sessions/${session?.id}/tokens`)).jwt).toMatch(/^ey/);
  const other = new TestBrowser(url);
  for (const [name, value] of halfway.cookies) other.cookies.set(name, value);
  const path = `/v1/client/sign_ups/${attempt.response?.id}/attempt_verification`;
  expect((await other.call('POST', path, { code: '424242' })).response?.status).toBe('complete');
  expect(await (await fetch(`${url}/__local/jwt-key`)).text()).toBe(jwtKey);
  const headers = { authorization: `Bearer ${secretKey}` };
  expect(await (await fetch(`${url}/v1/users/count`, { headers })).json()).toMatchObject({ total_count: 3 });
});

it('keeps its files to their owner and ends cleanly on SIGTERM', async () => {
  const child = run();
  await ready(child);
  expect(statSync(join(dir, 'instance-key.pem')).mode & 0o777).toBe(0o600);
  expect(statSync(join(dir, 'state.json')).mode & 0o777).toBe(0o600);
  expect(await end(child, 'SIGTERM')).toBe(0);
});

it('does not start in a deployed stage', async () => {
  const child = run({ STAGE: 'production' });
  let told = '';
  child.stderr?.on('data', (chunk) => (told += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  expect([code, told]).toEqual([1, expect.stringContaining('refusing to run in the stage "production"')]);
});
