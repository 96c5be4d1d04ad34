import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { SESv2Client, SESv2ServiceException } from '@aws-sdk/client-sesv2';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { start, type Options, type RunningServer } from './server.ts';

export const KEY = { accessKeyId: 'test-key', secretAccessKey: 'test-secret' };
export const BUCKET = 'documents';

/** A running server with a bucket of its own and the SDK's clients for it; gone when it goes out of scope. */
export interface TestServer extends AsyncDisposable {
  url: string;
  dir: string;
  s3: S3Client;
  ses: SESv2Client;
  /** Stops it and starts it again on the same folder and port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The SDK's settings for a server. */
export function clientConfig(url: string, credentials = KEY) {
  return { endpoint: url, region: 'eu-west-2', credentials, forcePathStyle: true, maxAttempts: 1 };
}

/** A folder that `remove` deletes. */
export function temporaryFolder(): { dir: string; remove(): void } {
  const dir = mkdtempSync(path.join(tmpdir(), 'chancery-aws-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

export async function startTestServer(options: Partial<Options> = {}): Promise<TestServer> {
  const { dir, remove } = temporaryFolder();
  const settings = { dir, port: 0, ...KEY, buckets: [{ name: BUCKET }], ...options };
  let running: RunningServer = await start(settings);
  const s3 = new S3Client(clientConfig(running.url));
  const ses = new SESv2Client(clientConfig(running.url));
  const close = async () => {
    s3.destroy();
    ses.destroy();
    await running.close();
    remove();
  };
  return {
    url: running.url,
    dir,
    s3,
    ses,
    close,
    restart: async () => {
      await running.close();
      running = await start({ ...settings, port: running.port });
    },
    [Symbol.asyncDispose]: close,
  };
}

/** How the SDK named a refusal, and its status. Throws when the request was not refused. */
export async function refusal(sent: Promise<unknown>): Promise<{ name: string; status: number | undefined }> {
  const error = await sent.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof S3ServiceException || error instanceof SESv2ServiceException) {
    return { name: error.name, status: error.$metadata.httpStatusCode };
  }
  throw new Error('The request was not refused.', { cause: error });
}

/** Status and S3 error code of a raw answer. */
export async function outcome(answer: Response): Promise<{ status: number; code: string | undefined }> {
  const body = await answer.text();
  return { status: answer.status, code: /<Code>(\w+)<\/Code>/.exec(body)?.[1] };
}
