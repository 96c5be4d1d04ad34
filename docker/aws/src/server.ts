import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accessOf, type GrantedKey } from './access.ts';
import { answerInbox, INBOX_PATH } from './inbox/answer.ts';
import { ownMail, type MailSource } from './inbox/mail-source.ts';
import { ensureBucket, type BucketSetup } from './s3/setup.ts';
import { S3Service } from './s3/service.ts';
import { isSesPath } from './ses/routes.ts';
import { answerOutbox, OUTBOX_PATH } from './ses/outbox-answer.ts';
import { SesService } from './ses/service.ts';
import { pathOf } from './sigv4/encoding.ts';
import { Blobs } from './store/blobs.ts';
import { openDatabase } from './store/database.ts';
import { ObjectIndex } from './store/object-index.ts';

/** How long a stop waits for answers under way. */
const GRACE_MS = 2000;

export interface Options {
  /** Folder for everything that is kept. Made when missing; one process at a time. */
  dir: string;
  /** 0 takes a free one. */
  port: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** The owner's key, which may do everything. */
  accessKeyId: string;
  secretAccessKey: string;
  /** Keys that may do only what their statements say. */
  keys?: GrantedKey[];
  /** Buckets to have from the start. Existing ones keep their objects and get these settings. */
  buckets?: BucketSetup[];
  /** Addresses or domains that may send mail from the start. */
  identities?: string[];
}

export interface RunningServer {
  /** Without a slash at its end. */
  url: string;
  port: number;
  close(): Promise<void>;
}

/**
 * Starts S3 and SES v2 on one port, with the outbox at `/_aws/ses`, the inbox page at `/_inbox` and `/_health`.
 * @throws Error when the folder is in use by another process or the port is taken
 */
export async function start(options: Options): Promise<RunningServer> {
  const { dir, port, host = '127.0.0.1' } = options;
  const access = accessOf({ id: options.accessKeyId, secret: options.secretAccessKey }, options.keys);
  const db = openDatabase(dir);
  try {
    const storage = { blobs: new Blobs(dir), index: new ObjectIndex(db) };
    const s3 = new S3Service(storage, access);
    const ses = new SesService(db, access);
    for (const bucket of options.buckets ?? []) ensureBucket(storage.index, bucket);
    for (const identity of options.identities ?? []) ses.identities.add(identity);
    const mail = ownMail(ses.outbox);
    const server = serve((request, response) => {
      answer({ s3, ses, mail }, request, response).catch(() => refuse(response));
    });
    await listen(server, port, host);
    const sweeping = storage.blobs.sweep((file) => storage.index.names(file));
    const taken = (server.address() as AddressInfo).port;
    const close = async () => {
      await stop(server);
      await sweeping.catch(() => undefined);
      db.close();
    };
    return { url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`, port: taken, close };
  } catch (error) {
    db.close();
    throw error;
  }
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

function serve(answerRequest: Answer): Server {
  // A large upload may take as long as it takes.
  const server = createServer({ requestTimeout: 0, highWaterMark: 1 << 18 }, answerRequest);
  // Without this, node:http would tell a client to send its body before its signature is looked at.
  server.on('checkContinue', answerRequest);
  return server;
}

interface Services {
  s3: S3Service;
  ses: SesService;
  mail: MailSource;
}

async function answer(
  { s3, ses, mail }: Services,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = pathOf(request.url ?? '/');
  if (path === '/_health') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"status":"ok","services":["s3","sesv2"]}');
  } else if (path === OUTBOX_PATH) answerOutbox(ses.outbox, request, response);
  else if (path === INBOX_PATH || path.startsWith(`${INBOX_PATH}/`)) {
    await answerInbox(mail, request, response);
  } else if (isSesPath(path)) await ses.handle(request, response);
  else await s3.handle(request, response);
}

/** What no service could make sense of, such as a query that is not well-formed. */
function refuse(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(400);
  response.end();
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(impatience);
      resolve();
    });
    server.closeIdleConnections();
  });
}
