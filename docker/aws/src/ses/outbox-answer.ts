import type { IncomingMessage, ServerResponse } from 'node:http';
import { queryOf } from '../sigv4/encoding.ts';
import type { Outbox } from './outbox.ts';

export const OUTBOX_PATH = '/_aws/ses';

/** `GET /_aws/ses[?id=][&email=]` lists what was sent, `DELETE /_aws/ses[?id=]` forgets it, as LocalStack has it. */
export function answerOutbox(outbox: Outbox, request: IncomingMessage, response: ServerResponse): void {
  const query = new Map(queryOf(request.url ?? '/'));
  const id = query.get('id');
  request.resume();
  if (request.method === 'DELETE') {
    outbox.clear(id);
    response.writeHead(204);
    response.end();
  } else if (request.method === 'GET') {
    const messages = outbox.list({ id, email: query.get('email') });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ messages }));
  } else {
    response.writeHead(405, { allow: 'GET, DELETE' });
    response.end();
  }
}
