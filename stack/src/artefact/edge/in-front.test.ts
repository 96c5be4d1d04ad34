import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { testStackAt } from '../../containers/test-stack.ts';
import { freePortsFrom } from '../../containers/ports.ts';
import { putInFront, serves } from './in-front.ts';

it('leaves no key behind when the stack that it is put before cannot be read', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'chancery-temporary-'));
  vi.stubEnv('TMPDIR', temporary);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(temporary, { recursive: true });
  });
  const stack = testStackAt(await freePortsFrom(40_000));
  stack.compose.config = () => Promise.reject(new Error('unreadable'));
  await expect(putInFront(stack)).rejects.toThrow(/unreadable|openssl/);
  expect(readdirSync(temporary)).toEqual([]);
});

it('does not wait for who takes a connection and never says a word', async () => {
  const taken: Socket[] = [];
  const silent = createServer((socket) => taken.push(socket)).listen(0, '127.0.0.1');
  onTestFinished(() => {
    for (const socket of taken) socket.destroy();
    silent.close();
  });
  await once(silent, 'listening');
  expect(await serves((silent.address() as AddressInfo).port, '', 100)).toBe(false);
});
