import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { INBOX_USAGE, readInboxOptions, UsageError, type InboxOptions } from './config.ts';
import { answerInbox, INBOX_PATH } from './inbox/answer.ts';
import { remoteMail } from './inbox/mail-source.ts';
import { pathOf } from './sigv4/encoding.ts';

/** Starts the inbox page alone, over the mail of another server. */
export async function startInbox(options: InboxOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { port, host = '127.0.0.1' } = options;
  const source = remoteMail(options.source);
  const server = createServer((request, response) => {
    const path = pathOf(request.url ?? '/');
    if (path === '/_health') {
      response.end('{"status":"ok"}');
    } else if (path === INBOX_PATH || path.startsWith(`${INBOX_PATH}/`)) {
      void answerInbox(source, request, response);
    } else {
      response.writeHead(path === '/' ? 302 : 404, path === '/' ? { location: INBOX_PATH } : {});
      response.end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://${host}:${taken}`, close };
}

async function main(): Promise<void> {
  const running = await startInbox(readInboxOptions(process.argv.slice(2)));
  const stop = () => void running.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`Inbox at ${running.url}${INBOX_PATH}\nready\n`);
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${message}\n${error instanceof UsageError ? `\n${INBOX_USAGE}` : ''}`);
    process.exitCode = 1;
  });
}
