import { randomUUID } from 'node:crypto';
import { addressOf } from './address.ts';
import type { Json, Operations, SesCall } from './call.ts';
import { sesError } from './errors.ts';
import type { Identities } from './identities.ts';
import { objectIn, objectsIn, optionalText, requiredText, textsIn } from './input.ts';
import type { Outbox, SentMail } from './outbox.ts';
import { readRaw } from './raw-mail.ts';
import type { Templates } from './templates.ts';

/** Most recipients of one message, To, Cc and Bcc together. */
const MOST_RECIPIENTS = 50;
const LARGEST_MESSAGE_BYTES = 40 * 1024 ** 2;
const RECIPIENT_KINDS = ['ToAddresses', 'CcAddresses', 'BccAddresses'] as const;

export interface Sending {
  identities: Identities;
  templates: Templates;
  outbox: Outbox;
  hasConfigurationSet(name: string): boolean;
}

type Content = Partial<
  Pick<SentMail, 'Subject' | 'Body' | 'RawData' | 'Template' | 'TemplateData' | 'Headers' | 'Attachments'>
>;

/** SendEmail, with simple, raw and template content. */
export function sendOperations(sending: Sending): Operations {
  return { SendEmail: (call) => sendEmail(sending, call) };
}

async function sendEmail(sending: Sending, { body, region }: SesCall): Promise<Json> {
  const content = objectIn(body, 'Content');
  const set = optionalText(body, 'ConfigurationSetName');
  if (set !== undefined && !sending.hasConfigurationSet(set)) {
    throw sesError.notFound(`Configuration set <${set}> does not exist.`);
  }
  const given = {
    source: optionalText(body, 'FromEmailAddress'),
    destination: destinationOf(objectIn(body, 'Destination')),
  };
  const mail = content.Raw
    ? await rawMail(objectIn(content, 'Raw'), given)
    : { ...given, content: composed(sending.templates, content) };
  const source = mail.source;
  if (!source) throw sesError.badRequest("Missing required header 'From'.");
  checkRecipients(mail.destination);
  const replyTo = textsIn(body, 'ReplyToAddresses');
  replyTo.forEach(addressOf);
  const returnPath = optionalText(body, 'FeedbackForwardingEmailAddress');
  checkSenders(sending.identities, returnPath ? [source, returnPath] : [source], region);
  const id = newMessageId();
  sending.outbox.add({
    Id: id,
    Region: region,
    Timestamp: new Date().toISOString(),
    Source: source,
    Destination: mail.destination,
    ...mail.content,
    ...(replyTo.length > 0 && { ReplyToAddresses: replyTo }),
    ...(set !== undefined && { ConfigurationSetName: set }),
    ...(Array.isArray(body.EmailTags) && { EmailTags: body.EmailTags }),
  });
  return { MessageId: id };
}

function destinationOf(destination: Json): SentMail['Destination'] {
  const found: SentMail['Destination'] = {};
  for (const kind of RECIPIENT_KINDS) {
    const addresses = textsIn(destination, kind);
    if (addresses.length > 0) found[kind] = addresses;
  }
  return found;
}

function checkRecipients(destination: SentMail['Destination']): void {
  const recipients = RECIPIENT_KINDS.flatMap((kind) => destination[kind] ?? []);
  if (recipients.length === 0) throw sesError.badRequest("Missing required header 'To'.");
  if (recipients.length > MOST_RECIPIENTS) {
    throw sesError.badRequest(`Recipient count exceeds ${MOST_RECIPIENTS}.`);
  }
  recipients.forEach(addressOf);
}

function checkSenders(identities: Identities, senders: readonly string[], region: string): void {
  const refused = senders.map(addressOf).filter((address) => !identities.maySend(address));
  if (refused.length === 0) return;
  throw sesError.messageRejected(
    `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${refused.join(', ')}`,
  );
}

async function rawMail(
  raw: Json,
  given: { source: string | undefined; destination: SentMail['Destination'] },
): Promise<{ source: string | undefined; destination: SentMail['Destination']; content: Content }> {
  const bytes = Buffer.from(requiredText(raw, 'Data'), 'base64');
  if (bytes.length > LARGEST_MESSAGE_BYTES) throw sesError.messageRejected('Message length is too large.');
  const parsed = await readRaw(bytes);
  const addressed = Object.keys(given.destination).length > 0;
  return {
    source: given.source ?? parsed.source,
    destination: addressed ? given.destination : parsed.destination,
    content: { Subject: parsed.subject, Body: parsed.body, RawData: bytes.toString('utf8') },
  };
}

function composed(templates: Templates, content: Json): Content {
  if (content.Simple) return simpleMail(objectIn(content, 'Simple'));
  if (content.Template) return templateMail(templates, objectIn(content, 'Template'));
  throw sesError.badRequest('Content must contain one of Raw, Simple or Template.');
}

function simpleMail(simple: Json): Content {
  const subject = requiredText(objectIn(simple, 'Subject'), 'Data');
  if (/[\r\n]/.test(subject)) throw sesError.badRequest('Header value contains invalid characters: Subject');
  const body = objectIn(simple, 'Body');
  const text = optionalText(objectIn(body, 'Text'), 'Data');
  const html = optionalText(objectIn(body, 'Html'), 'Data');
  if (text === undefined && html === undefined) {
    throw sesError.badRequest('Body must contain at least one of Text or Html.');
  }
  return { Subject: subject, Body: { text_part: text ?? null, html_part: html ?? null }, ...extras(simple) };
}

function templateMail(templates: Templates, template: Json): Content {
  const rendered = templates.render(template);
  const name = optionalText(template, 'TemplateName');
  return {
    Subject: rendered.subject,
    Body: { text_part: rendered.text ?? null, html_part: rendered.html ?? null },
    ...(name !== undefined && { Template: name }),
    TemplateData: optionalText(template, 'TemplateData') ?? '{}',
    ...extras(template),
  };
}

function extras(source: Json): Content {
  const headers = objectsIn(source, 'Headers');
  const attachments = objectsIn(source, 'Attachments');
  if (headers.length > 15) throw sesError.badRequest('Headers must have at most 15 members.');
  for (const header of headers) {
    const [name, value] = [requiredText(header, 'Name'), requiredText(header, 'Value')];
    if (!/^[!-9;-~]{1,126}$/.test(name) || /[\r\n]/.test(value)) {
      throw sesError.badRequest(`Header contains invalid characters: ${name}`);
    }
  }
  for (const attachment of attachments) requiredText(attachment, 'FileName');
  return {
    ...(headers.length > 0 && { Headers: headers }),
    ...(attachments.length > 0 && { Attachments: attachments }),
  };
}

function newMessageId(): string {
  return `${Date.now().toString(16).padStart(16, '0')}-${randomUUID()}-000000`;
}
