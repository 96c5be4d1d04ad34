import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from '../log/logger.ts';
import type { Engine } from './engine.ts';
import { CONVERSION_FAULTS, ConversionError } from './faults.ts';
import { CONTENT_TYPES, offeredPair, type ConversionTask } from './formats.ts';
import { checkSource, faultOfResult } from './inspect.ts';
import { ConverterPool, type PoolStatus } from './pool.ts';
import { hasRoom, isOutOfRoom } from './room.ts';

export interface ConverterOptions {
  engine: Engine;
  instances: number;
  /** Limit of one conversion. */
  timeoutMs: number;
  /** Limit of a source, in bytes. */
  maxBytes: number;
  /** How many jobs may wait; the next is answered `converter_busy`. */
  queueLimit: number;
  logger: Logger;
  /** How long a job may wait for an instance; default 60 s. */
  queueWaitMs?: number;
  /** Conversions before an instance is replaced; default 500, over which no growth was seen. */
  recycleAfter?: number;
}

export interface Converter {
  /** `POST /convert?from=&to=`, `GET /healthz`, `GET /readyz`, `GET /status`. */
  handler: RequestListener;
  /** Resolves when the first instance has converted its warm-up document. */
  start(): Promise<void>;
  status(): PoolStatus;
  /** Refuses what waits, finishes what runs, ends every process and removes every file. */
  stop(): Promise<void>;
}

const RETRY_AFTER_SECONDS = 2;
const FOLDER_PREFIX = 'chancery-converter-';

/**
 * The converter: documents in, documents out, LibreOffice between. It holds no credentials and keeps nothing:
 * every file lies in a private folder that is removed with its request.
 */
export async function createConverter(options: ConverterOptions): Promise<Converter> {
  await sweepFolders();
  const folder = await mkdtemp(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  const pool = new ConverterPool({
    queueWaitMs: 60_000,
    recycleAfter: 500,
    ...options,
    folder: join(folder, 'instances'),
  });
  const underWay = new Set<Promise<void>>();
  return {
    handler: (request, response) => {
      const answer = route(request, response, { pool, folder, ...options }).finally(() =>
        underWay.delete(answer),
      );
      underWay.add(answer);
    },
    start: () => pool.start(),
    status: () => pool.status,
    async stop() {
      await pool.stop();
      await Promise.all(underWay);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Removes what converters left that were killed: their folders hold documents. */
async function sweepFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(FOLDER_PREFIX)
      ? Number(name.slice(FOLDER_PREFIX.length).split('-')[0])
      : NaN;
    if (owner > 0 && !isAlive(owner)) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

interface Context extends ConverterOptions {
  pool: ConverterPool;
  folder: string;
}

async function route(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://converter');
  const key = `${request.method} ${url.pathname}`;
  const { status } = context.pool;
  if (key === 'GET /healthz') sendJson(response, 200, { status: 'ok' });
  else if (key === 'GET /readyz') {
    const ready = status.instances.ready > 0;
    sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'starting' });
  } else if (key === 'GET /status') sendJson(response, 200, status);
  else if (key === 'POST /convert') await convert(request, response, url.searchParams, context);
  else sendProblem(response, 404, { code: 'route_not_found', title: 'No such address' });
}

async function convert(
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  context: Context,
): Promise<void> {
  const startedAt = performance.now();
  const entry: Record<string, unknown> = { from: query.get('from'), to: query.get('to') };
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(context.folder, 'job-'));
    const task = await receive(request, query, folder, context);
    entry.bytesIn = (await stat(task.inputPath)).size;
    await context.pool.convert(task, gone.signal);
    entry.bytesOut = await checkResult(task);
    entry.ms = Math.round(performance.now() - startedAt);
    context.logger.info(entry, 'converted');
    await sendFile(response, task);
  } catch (error) {
    entry.ms = Math.round(performance.now() - startedAt);
    answerFault(request, response, await trueFault(error, context), entry, context.logger);
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** An office program without room for its files blames the document, which may convert well at the next try. */
async function trueFault(error: unknown, { folder }: Context): Promise<unknown> {
  const blamed =
    error instanceof ConversionError &&
    (error.code === 'conversion_failed' || error.reason === 'load_failed') &&
    !(await hasRoom(folder));
  return blamed || isOutOfRoom(error) ? full() : error;
}

/** Everything that can be refused is refused before an office program sees a byte. */
async function receive(
  request: IncomingMessage,
  query: URLSearchParams,
  folder: string,
  context: Context,
): Promise<ConversionTask> {
  const pair = offeredPair(query.get('from'), query.get('to'));
  if (pair === null) {
    throw new ConversionError('unsupported_conversion', 'Use docx to pdf, doc to pdf or doc to docx.');
  }
  if (Number(request.headers['content-length'] ?? 0) > context.maxBytes) throw tooLarge(context.maxBytes);
  if (context.pool.full) throw new ConversionError('converter_busy', 'Too many conversions are waiting.');
  if (!(await hasRoom(context.folder))) throw full();
  const task = {
    ...pair,
    inputPath: join(folder, `in.${pair.from}`),
    outputPath: join(folder, `out.${pair.to}`),
  };
  await pipeline(request, limitBytes(context.maxBytes), createWriteStream(task.inputPath, { mode: 0o600 }));
  checkSource(await readFile(task.inputPath), pair.from);
  return task;
}

function limitBytes(maxBytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > maxBytes) done(tooLarge(maxBytes));
      else done(null, chunk);
    },
  });
}

/** The office program reports success for files it never wrote. @returns the size of the result in bytes */
async function checkResult(task: ConversionTask): Promise<number> {
  const bytes = await readFile(task.outputPath).catch(() => Buffer.alloc(0));
  const fault = faultOfResult(bytes, task.to);
  if (fault !== null)
    throw new ConversionError('conversion_failed', `No usable document came out: ${fault}.`);
  return bytes.length;
}

async function sendFile(response: ServerResponse, task: ConversionTask): Promise<void> {
  const { size } = await stat(task.outputPath);
  response.writeHead(200, { 'content-type': CONTENT_TYPES[task.to], 'content-length': size });
  await pipeline(createReadStream(task.outputPath), response);
}

function answerFault(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  entry: Record<string, unknown>,
  logger: Logger,
): void {
  if (response.destroyed || response.headersSent) {
    // A caller may close as soon as it has the last byte, which the stream takes for an early end.
    if (!response.writableEnded) logger.info(entry, 'the caller left');
    response.destroy();
    return;
  }
  const known = error instanceof ConversionError;
  const fault = known ? error : new ConversionError('conversion_failed', 'The converter itself failed.');
  const { status, title } = CONVERSION_FAULTS[fault.code];
  logger[known ? 'info' : 'error'](
    { ...entry, code: fault.code, reason: fault.reason, ...(known ? {} : { err: error }) },
    'not converted',
  );
  if (status === 503) response.setHeader('retry-after', RETRY_AFTER_SECONDS);
  // The rest of a refused body is read to nowhere, so that the caller meets an answer and not a broken pipe.
  response.setHeader('connection', 'close');
  request.resume();
  sendProblem(response, status, { code: fault.code, title, detail: fault.message, reason: fault.reason });
}

function tooLarge(maxBytes: number): ConversionError {
  const megabytes = Math.round(maxBytes / 1024 / 1024);
  return new ConversionError('too_large', `The limit is ${megabytes} MB.`);
}

function full(): ConversionError {
  return new ConversionError('converter_full', 'The converter has no room for its files at the moment.');
}

function sendProblem(response: ServerResponse, status: number, problem: Record<string, unknown>): void {
  sendJson(response, status, { type: 'about:blank', status, ...problem }, 'application/problem+json');
}

function sendJson(response: ServerResponse, status: number, body: unknown, type = 'application/json'): void {
  response.writeHead(status, { 'content-type': type });
  response.end(JSON.stringify(body));
}
