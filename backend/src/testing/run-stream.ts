import type { TestPerson } from './person.ts';

export interface StreamedEvent {
  id: number;
  chunk: { type: string } & Record<string, unknown>;
}

/** Reads a run's stream from after an event until it ends or breaks off. */
export async function readRun(
  url: string,
  person: TestPerson,
  runId: string,
  after = 0,
  onEvent?: (event: StreamedEvent) => void,
): Promise<StreamedEvent[]> {
  const events: StreamedEvent[] = [];
  const headers = {
    authorization: `Bearer ${await person.token(600)}`,
    ...(after > 0 ? { 'last-event-id': String(after) } : {}),
  };
  const response = await fetch(`${url}/runs/${runId}/events`, { headers });
  if (!response.body) throw new Error(`no stream: ${response.status}`);
  let held = '';
  try {
    for await (const bytes of response.body.pipeThrough(new TextDecoderStream())) {
      held += bytes;
      for (let end = held.indexOf('\n\n'); end >= 0; end = held.indexOf('\n\n')) {
        const frame = /^id: (\d+)\ndata: (.*)$/s.exec(held.slice(0, end));
        held = held.slice(end + 2);
        if (!frame) continue;
        const event = { id: Number(frame[1]), chunk: JSON.parse(frame[2] ?? '') as StreamedEvent['chunk'] };
        events.push(event);
        onEvent?.(event);
      }
    }
  } catch {
    // The server went away: what came is what counts.
  }
  return events;
}

/** The prose of the events. */
export function proseOf(events: readonly StreamedEvent[]): string {
  return events
    .filter((event) => event.chunk.type === 'text-delta')
    .map((event) => String(event.chunk.delta))
    .join('');
}
