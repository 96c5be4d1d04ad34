import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAuthority, type TestAuthority } from './authority.ts';
import { startEdge } from './edge.ts';

const version = ((): string => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' });
  } catch {
    return '';
  }
})();

describe.runIf(version !== '')(
  `names by TLS${version === '' ? ' (skipped: there is no openssl)' : ''}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'chancery-authority-'));
    let authority: TestAuthority;
    let edge: Server;
    beforeAll(async () => {
      authority = await makeAuthority(folder, ['app.chancery.test', 'api.chancery.test']);
      const tls = {
        key: readFileSync(authority.keyFile, 'utf8'),
        cert: readFileSync(authority.certificateFile, 'utf8'),
      };
      const named = (name: string) => (_: unknown, answer: { end(text: string): void }) => answer.end(name);
      const sites = { 'app.chancery.test': named('app'), 'api.chancery.test': named('api') };
      edge = await startEdge({ host: '127.0.0.1', port: 0, tls, sites });
    });
    afterAll(async () => {
      edge.close();
      edge.closeAllConnections();
      await once(edge, 'close');
      rmSync(folder, { recursive: true });
    });

    async function ask(name: string, { trusting = true, host = name } = {}): Promise<[number, string]> {
      const ca = trusting ? readFileSync(authority.authorityFile, 'utf8') : undefined;
      const { port } = edge.address() as AddressInfo;
      const asked = request({ host: '127.0.0.1', port, servername: name, ca, headers: { host } }).end();
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      let text = '';
      for await (const part of answer) text += String(part);
      return [answer.statusCode ?? 0, text];
    }

    it('answers under each name, for who trusts the authority', async () => {
      expect(await ask('app.chancery.test')).toEqual([200, 'app']);
      expect(await ask('api.chancery.test')).toEqual([200, 'api']);
    });

    it('is trusted by nobody else, and under no other name', async () => {
      await expect(ask('app.chancery.test', { trusting: false })).rejects.toThrow(/certificate/);
      await expect(ask('files.chancery.test')).rejects.toThrow(/altnames/);
    });

    it('refuses what asks for a name that is not served', async () => {
      expect(await ask('app.chancery.test', { host: 'evil.example' })).toEqual([421, '']);
      expect(await ask('app.chancery.test', { host: 'constructor' })).toEqual([421, '']);
    });

    it('pins its key as Chromium writes it', () => {
      expect(authority.pin).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    });
  },
);
