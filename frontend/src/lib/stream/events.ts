import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { ApiClient } from '../api/client';
import { ApiProblem } from '../api/problem';

export interface StreamEvent {
  id: string | null;
  name: string;
  data: unknown;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return null;
  }
}

/**
 * Follows a stream of server-sent events with our bearer token until `onEvent` says it is over, the server
 * answers with a client's fault, or the signal aborts. A broken connection goes on after the last event seen.
 *
 * @param onEvent returns true on the last event
 */
export async function followEvents(
  api: ApiClient,
  path: string,
  signal: AbortSignal,
  onEvent: (event: StreamEvent) => boolean,
): Promise<void> {
  let lastId: string | null = null;
  for (let failures = 0; !signal.aborted;) {
    try {
      const headers: Record<string, string> = { accept: 'text/event-stream' };
      if (lastId) headers['last-event-id'] = lastId;
      const response = await api.open(path, { headers, signal });
      if (response.status === 204 || !response.body) return;
      const events = response.body
        .pipeThrough(new TextDecoderStream())
        .pipeThrough(new EventSourceParserStream());
      const reader = events.getReader();
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        failures = 0;
        const { id, event, data } = read.value;
        if (id) lastId = id;
        if (data === '[DONE]') return;
        if (onEvent({ id: id ?? null, name: event ?? 'message', data: parse(data) })) {
          await reader.cancel();
          return;
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== 429)
        throw error;
    }
    failures += 1;
    await pause(Math.min(5_000, 200 * 2 ** Math.min(failures, 5)), signal);
  }
}
