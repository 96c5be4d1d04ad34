import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call that came, by the name AWS gives it: `DynamoDB.Query`. */
export interface ServiceCall {
  name: string;
  body: Record<string, unknown>;
}

export interface JsonServices extends AsyncDisposable {
  url: string;
  calls: readonly ServiceCall[];
  /** Names of calls that nobody here answers. */
  unknown: readonly string[];
}

type Answer = (body: Record<string, unknown>) => unknown;

/**
 * The three services that the site's functions call beside S3, as far as they call them: the table of tags, empty;
 * the queue of pages to render anew, which takes everything; Secrets Manager, which holds what is given.
 *
 * @param secrets the value behind each ARN
 */
export async function startJsonServices(secrets: Record<string, string>): Promise<JsonServices> {
  const answers: Record<string, Answer> = {
    'DynamoDB.Query': () => ({ Items: [], Count: 0, ScannedCount: 0 }),
    'DynamoDB.BatchGetItem': () => ({ Responses: {} }),
    'DynamoDB.BatchWriteItem': () => ({ UnprocessedItems: {} }),
    'AmazonSQS.SendMessage': () => ({ MessageId: 'taken' }),
    'secretsmanager.GetSecretValue': ({ SecretId }) => {
      const value = secrets[String(SecretId)];
      return value === undefined ? undefined : { ARN: SecretId, SecretString: value };
    },
  };
  const calls: ServiceCall[] = [];
  const unknown: string[] = [];
  const server = createServer((request, response) => {
    void readJson(request).then((body) => {
      const name = nameOf(request);
      calls.push({ name, body });
      const answer = answers[name]?.(body);
      if (!answers[name]) unknown.push(name);
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      if (answer === undefined) response.writeHead(400).end('{"__type":"ResourceNotFoundException"}');
      else response.end(JSON.stringify(answer));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    unknown,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** The header names a service with its version: `DynamoDB_20120810.Query`. */
function nameOf({ headers, method, url }: IncomingMessage): string {
  const target = headers['x-amz-target'];
  return typeof target === 'string' ? target.replace(/_\d+\./, '.') : `${method} ${url}`;
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString('utf8') || '{}') as Record<string, unknown>;
}
