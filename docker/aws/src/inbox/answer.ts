import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Outbox } from '../ses/outbox.ts';
export const INBOX_PATH = '/_inbox';
export async function answerInbox(
  _outbox: Outbox,
  _request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(501);
  response.end();
}
