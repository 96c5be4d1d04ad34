import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { createHash, randomBytes } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUCKET as Bucket, clientConfig, KEY, temporaryFolder } from './testing.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const CONFIG = fileURLToPath(new URL('../../../infra/bucket.json', import.meta.url));
const MB = 1024 ** 2;

let folder: ReturnType<typeof temporaryFolder>;
let running: ChildProcess[] = [];
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await Promise.all(running.map((child) => end(child, 'SIGKILL')));
  running = [];
  folder.remove();
});

function launch(port: number, more: string[] = []): ChildProcess {
  const args = [
    MAIN,
    '--dir',
    folder.dir,
    '--port',
    String(port),
    '--bucket',
    Bucket,
    '--identity',
    'firm.test',
  ];
  const child = spawn(process.execPath, [...args, ...more], {
    env: { AWS_ACCESS_KEY_ID: KEY.accessKeyId, AWS_SECRET_ACCESS_KEY: KEY.secretAccessKey },
  });
  running.push(child);
  return child;
}

async function serving(port: number, more: string[] = []) {
  const child = launch(port, more);
  for await (const line of createInterface({ input: child.stdout! })) if (line === 'ready') break;
  const url = `http://127.0.0.1:${port}`;
  return { child, url, s3: new S3Client(clientConfig(url)), ses: new SESv2Client(clientConfig(url)) };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  return ((await ended) as [number | null])[0];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const blobs = () =>
  readdirSync(path.join(folder.dir, 'blobs'), { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  ).length;

// The time is that of a machine with other work to do.
describe('the command', { timeout: 120_000 }, () => {
  it('keeps all it has answered when it is killed under load, and nothing by halves', async () => {
    const port = await freePort();
    const kept = new Map<string, string>();
    const mails: string[] = [];
    for (let round = 0; round < 3; round++) {
      const { child, url, s3, ses } = await serving(port);
      const load = Array.from({ length: 8 }, async (_, lane) => {
        for (let n = 0; ; n++) {
          const Key = `round ${round}/lane ${lane}/${n}`;
          const Body = randomBytes(20_000 + lane * 40_000);
          await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
          kept.set(Key, createHash('sha256').update(Body).digest('hex'));
          if (lane === 0) mails.push(await send(ses, `${round} ${n}`));
          if (kept.size >= (round + 1) * 40) child.kill('SIGKILL');
        }
      });
      const ends = await Promise.allSettled(load);
      expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
      await end(child, 'SIGKILL');
      expect(url).toContain(String(port));
    }
    const { child, url, s3 } = await serving(port);
    for (const [Key, sha256] of kept) {
      const answer = await s3.send(new GetObjectCommand({ Bucket, Key }));
      const bytes = await answer.Body!.transformToByteArray();
      expect([Key, createHash('sha256').update(bytes).digest('hex')]).toEqual([Key, sha256]);
    }
    const listed = (await (await fetch(`${url}/_aws/ses`)).json()) as { messages: { Id: string }[] };
    expect(listed.messages.map(({ Id }) => Id)).toEqual(expect.arrayContaining(mails));
    expect(readdirSync(path.join(folder.dir, 'tmp'))).toEqual([]);
    expect(await end(child, 'SIGTERM')).toBe(0);
  });

  it('sweeps what a killed upload left behind', async () => {
    const port = await freePort();
    const first = await serving(port);
    const pause = new Readable({ read() {} });
    pause.push(randomBytes(2 * MB));
    const cut = first.s3.send(
      new PutObjectCommand({ Bucket, Key: 'cut', Body: pause, ContentLength: 50 * MB }),
    );
    const failed = expect(cut).rejects.toThrow();
    await expect.poll(() => readdirSync(path.join(folder.dir, 'tmp')).length).toBe(1);
    await end(first.child, 'SIGKILL');
    pause.destroy();
    await failed;
    const second = await serving(port);
    expect(readdirSync(path.join(folder.dir, 'tmp'))).toEqual([]);
    await expect(second.s3.send(new HeadObjectCommand({ Bucket, Key: 'cut' }))).rejects.toThrow();
    expect(blobs()).toBe(0);
  });

  it.skipIf(!existsSync('/proc/self/status'))(
    'streams 300 MB in and out in little memory (read from /proc)',
    async () => {
      const { child, s3 } = await serving(await freePort());
      const piece = randomBytes(MB);
      const sha256 = createHash('sha256');
      const source = Readable.from(
        (function* () {
          for (let n = 0; n < 300; n++) {
            sha256.update(piece);
            yield piece;
          }
        })(),
      );
      const resident = () => {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
      };
      await s3.send(new PutObjectCommand({ Bucket, Key: 'small', Body: piece }));
      const before = resident();
      await s3.send(new PutObjectCommand({ Bucket, Key: 'large', Body: source, ContentLength: 300 * MB }));
      const found = await s3.send(new GetObjectCommand({ Bucket, Key: 'large' }));
      const read = createHash('sha256');
      for await (const bytes of found.Body as Readable) read.update(bytes as Buffer);
      expect(read.digest('hex')).toBe(sha256.digest('hex'));
      expect(resident() - before).toBeLessThan(150);
    },
  );

  it('sets the bucket up from a file and stops with success on SIGTERM', async () => {
    const { child, url } = await serving(await freePort(), [
      '--bucket-config',
      CONFIG,
      '--web-origin',
      'http://web.test',
    ]);
    expect(await (await fetch(`${url}/_health`)).json()).toMatchObject({ status: 'ok' });
    const answer = await fetch(`${url}/${Bucket}/k`, {
      method: 'OPTIONS',
      headers: { origin: 'http://web.test', 'access-control-request-method': 'PUT' },
    });
    expect(answer.status).toBe(200);
    expect(await end(child, 'SIGTERM')).toBe(0);
  });

  it('says why it cannot start', async () => {
    const port = await freePort();
    await serving(port);
    const said = async (child: ChildProcess) => {
      let text = '';
      child.stderr!.on('data', (bytes: Buffer) => (text += bytes.toString()));
      const [code] = (await once(child, 'close')) as [number];
      return `${code} ${text}`;
    };
    expect(await said(launch(await freePort()))).toMatch(
      /^1 The folder .* is in use by another process\.\n$/,
    );
    expect(await said(launch(0, ['--bucket-config', CONFIG]))).toMatch(/^1 /);
    const bare = spawn(process.execPath, [MAIN, '--dir', folder.dir, '--port', '0'], { env: {} });
    expect(await said(bare)).toMatch(
      /^1 AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set\.\n\nUsage:/,
    );
    const flag = spawn(process.execPath, [MAIN, '--nonsense'], { env: {} });
    expect(await said(flag)).toMatch(/^1 .*--nonsense/);
  });
});

async function send(ses: SESv2Client, subject: string): Promise<string> {
  const { MessageId } = await ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'office@firm.test',
      Destination: { ToAddresses: ['ann@client.test'] },
      Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: 'x' } } } },
    }),
  );
  return MessageId!;
}
