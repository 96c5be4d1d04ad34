import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Journal, JournalEntry, Mountable } from '@copilotkit/aimock';
import { asObject, parseJson } from './brain/conversation.ts';
import { faultModes, isFaultMode } from './brain/faults.ts';
import type { FaultSwitch } from './fault-switch.ts';

const LAST = 200;
const DEFAULT_SLOW_SECONDS = 10;

/** The switchboard under `/__model`: health, faults and the requests seen. */
export function control(faults: FaultSwitch): Mountable {
  let journal: Journal | undefined;
  return {
    setJournal(value) {
      journal = value;
    },
    async handleRequest(request, response, path) {
      const route = `${request.method} ${path.split('?')[0]}`;
      if (route === 'GET /health') reply(response, 200, { status: 'ok', model: 'offline-1' });
      else if (route === 'GET /requests')
        reply(response, 200, {
          requests: (journal?.getAll() ?? []).filter(isModelCall).slice(-LAST).map(describe),
        });
      else if (route === 'GET /faults') reply(response, 200, { faults: faults.list() });
      else if (route === 'POST /faults') await setFault(request, response, faults);
      else if (route === 'DELETE /faults') {
        faults.clear();
        reply(response, 200, { faults: [] });
      } else reply(response, 404, { error: 'No such path under /__model.' });
      return true;
    },
  };
}

/**
 * Stands in front of the providers' paths. Notes the format for the reply, refuses the key "invalid" in the words of each provider and lets every other request pass on.
 * aimock's own key check is a list of good keys; here every key but one is good.
 */
export function gate(format: 'v1' | 'gemini'): Mountable {
  return {
    handleRequest(request, response, path) {
      const headers = request.headers;
      headers['x-aimock-context'] = format;
      const key =
        headers['x-api-key'] ??
        headers['x-goog-api-key'] ??
        headers.authorization?.replace(/^Bearer\s+/i, '');
      if (key !== 'invalid') return Promise.resolve(false);
      const message = 'invalid x-api-key';
      const anthropic = { type: 'error', error: { type: 'authentication_error', message } };
      const openai = {
        error: { message, type: 'invalid_request_error', param: null, code: 'invalid_api_key' },
      };
      const gemini = { error: { code: 401, message, status: 'UNAUTHENTICATED' } };
      request.resume();
      reply(response, 401, format === 'gemini' ? gemini : path.startsWith('/messages') ? anthropic : openai);
      return Promise.resolve(true);
    },
  };
}

async function setFault(
  request: IncomingMessage,
  response: ServerResponse,
  faults: FaultSwitch,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = asObject(parseJson(Buffer.concat(chunks).toString('utf8')));
  const { mode, count, seconds } = body;
  if (!isFaultMode(mode))
    return reply(response, 400, { error: `mode must be one of ${faultModes.join(', ')}.` });
  if (count !== undefined && !(Number.isInteger(count) && Number(count) > 0))
    return reply(response, 400, { error: 'count must be a whole number above 0.' });
  faults.set(
    mode,
    count === undefined ? null : Number(count),
    typeof seconds === 'number' ? seconds : DEFAULT_SLOW_SECONDS,
  );
  reply(response, 200, { faults: faults.list() });
}

const formatOf = (path: string): string | null => {
  if (path.includes('/messages')) return 'anthropic';
  if (path.includes('/responses')) return 'openai-responses';
  if (path.includes('/chat/completions')) return 'openai-chat';
  return path.includes('enerateContent') ? 'gemini' : null;
};

const isModelCall = (entry: JournalEntry): boolean => formatOf(entry.path) !== null;

function describe(entry: JournalEntry): Record<string, unknown> {
  const body = asObject(entry.body);
  const messages = Array.isArray(body['messages']) ? body['messages'] : [];
  const tools = Array.isArray(body['tools']) ? body['tools'] : [];
  return {
    at: new Date(entry.timestamp).toISOString(),
    format: formatOf(entry.path),
    model: body['model'] ?? null,
    stream: body['stream'] === true,
    tools: tools.map((tool) => asObject(asObject(tool)['function'])['name']),
    messages: messages.length,
    status: entry.response.status,
    interrupted: entry.response.interrupted === true,
    body: entry.body,
  };
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
