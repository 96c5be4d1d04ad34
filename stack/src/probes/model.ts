import type { StackPlace } from '../environment.ts';
import { request } from './http.ts';

/** Asks the offline model for an answer over Anthropic's wire. */
export async function expectModelAnswer(place: StackPlace): Promise<void> {
  const response = await request(`http://127.0.0.1:${place.ports.model}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'probe', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({
      model: 'offline',
      max_tokens: 64,
      messages: [{ role: 'user', content: 'Hello' }],
    }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`it answered ${response.status}: ${text.slice(0, 200)}`);
  if (!text.includes('"content"')) throw new Error(`what it answered is no message: ${text.slice(0, 200)}`);
}
