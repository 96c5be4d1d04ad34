import type { IncomingMessage } from 'node:http';

/** What a function answered: its head, and its body as it comes. */
export interface FunctionAnswer {
  statusCode: number;
  headers: Record<string, string>;
  cookies: string[];
  body: AsyncIterable<Buffer>;
}

interface Head {
  statusCode?: number;
  headers?: Record<string, string>;
  cookies?: string[];
}

/** Ends the head of a streamed answer. */
const END_OF_HEAD = Buffer.alloc(8);

/** Thrown when a function failed instead of answering. */
export class FunctionError extends Error {}

/** Reads the answer of a function that has it whole: one JSON object. */
export async function readBuffered(response: IncomingMessage): Promise<FunctionAnswer> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  const answer = JSON.parse(Buffer.concat(parts).toString('utf8')) as Head & {
    body?: string;
    isBase64Encoded?: boolean;
  };
  const body = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8');
  return { ...withDefaults(answer), body: single(body) };
}

/**
 * Reads the answer of a function that streams: a head in JSON, eight zero bytes, the body.
 *
 * @throws FunctionError when it ends before its head does
 */
export async function readStreamed(response: AsyncIterable<Buffer>): Promise<FunctionAnswer> {
  const chunks = response[Symbol.asyncIterator]();
  let seen: Buffer = Buffer.alloc(0);
  for (;;) {
    const { value, done } = await chunks.next();
    if (done) throw new FunctionError('the function ended before it had said what it answers');
    seen = Buffer.concat([seen, value]);
    const end = seen.indexOf(END_OF_HEAD);
    if (end < 0) continue;
    const head = JSON.parse(seen.toString('utf8', 0, end)) as Head;
    return { ...withDefaults(head), body: rest(seen.subarray(end + END_OF_HEAD.length), chunks) };
  }
}

const withDefaults = ({
  statusCode = 200,
  headers = {},
  cookies = [],
}: Head): Omit<FunctionAnswer, 'body'> => ({
  statusCode,
  headers,
  cookies,
});

async function* single(body: Buffer): AsyncGenerator<Buffer> {
  if (body.length > 0) yield body;
}

async function* rest(first: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
}
