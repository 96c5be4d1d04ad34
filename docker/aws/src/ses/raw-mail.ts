import type { AddressObject, ParsedMail } from 'mailparser';
import { sesError } from './errors.ts';
import type { SentMail } from './outbox.ts';

/** What a whole message says of itself. */
export interface RawMail {
  source: string | undefined;
  destination: SentMail['Destination'];
  subject: string | undefined;
  body: { text_part: string | null; html_part: string | null };
}

/** Reads a message in MIME. @throws AwsError BadRequestException when it has no headers */
export async function readRaw(bytes: Buffer): Promise<RawMail> {
  const mail = await parse(bytes);
  if (mail.headers.size === 0) throw sesError.badRequest('The message has no headers.');
  const destination: SentMail['Destination'] = {};
  for (const [kind, found] of [
    ['ToAddresses', mail.to],
    ['CcAddresses', mail.cc],
    ['BccAddresses', mail.bcc],
  ] as const) {
    const addresses = mailboxes(found);
    if (addresses.length > 0) destination[kind] = addresses;
  }
  return {
    source: mailboxes(mail.from)[0],
    destination,
    subject: mail.subject,
    body: { text_part: mail.text ?? null, html_part: mail.html || null },
  };
}

async function parse(bytes: Buffer): Promise<ParsedMail> {
  // Loaded when first needed, since it takes longer to load than the whole server to start.
  const { simpleParser } = await import('mailparser');
  // The parser would make HTML of text, text of HTML and data URLs of images; the parts are wanted as they are.
  return await simpleParser(bytes, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
}

function mailboxes(found: AddressObject | AddressObject[] | undefined): string[] {
  const lists = found === undefined ? [] : Array.isArray(found) ? found : [found];
  return lists
    .flatMap(({ value }) => value.flatMap((entry) => entry.group ?? [entry]))
    .filter(({ address }) => address !== undefined)
    .map(({ name, address }) => mailbox(name, String(address)));
}

/** A mailbox as a person reads it: the name decoded, in quotes only where it needs them. */
function mailbox(name: string, address: string): string {
  if (!name) return address;
  const shown = /[()<>[\]:;@\\,."]/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : name;
  return `${shown} <${address}>`;
}
