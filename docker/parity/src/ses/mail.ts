import { SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { NotAsked } from '../check.ts';
import type { Place } from '../place.ts';

/** A message like those of the product, with changes. */
export function send(place: Place, more: Partial<SendEmailCommandInput> = {}) {
  return place.ses.send(
    new SendEmailCommand({
      FromEmailAddress: senderOf(place),
      Destination: { ToAddresses: [place.recipient] },
      Content: simple('Hello', 'text'),
      ...more,
    }),
  );
}

/** The verified address. @throws NotAsked */
export function senderOf(place: Place): string {
  if (!place.sender) throw new NotAsked('--sender was not given');
  return place.sender;
}

/** Content of one part. */
export function simple(subject: string, text: string): SendEmailCommandInput['Content'] {
  return { Simple: { Subject: { Data: subject }, Body: { Text: { Data: text } } } };
}

interface SentMail {
  Id: string;
  [name: string]: unknown;
}

/** What a stand-in lists as sent. AWS has no such list. */
export async function outbox(place: Place, query = ''): Promise<SentMail[]> {
  const answer = await fetch(`${place.endpoint}/_aws/ses${query}`);
  return ((await answer.json()) as { messages: SentMail[] }).messages;
}

/** The one message that an act sent, without what changes from run to run. */
export async function sentBy(place: Place, act: () => Promise<unknown>): Promise<unknown> {
  const before = new Set((await outbox(place)).map(({ Id }) => Id));
  await act();
  const fresh = (await outbox(place)).filter(({ Id }) => !before.has(Id));
  return fresh.map(({ Id: _id, Timestamp: _at, RawData: _raw, ...mail }) => mail);
}
