import type { SentMail } from '../ses/outbox.ts';
import { linksOf } from './links.ts';
import { timeOf } from './mail-source.ts';

/** A message as the page shows it. */
export interface Letter {
  id: string;
  sent: Date;
  from: string;
  recipients: { label: 'To' | 'Cc' | 'Bcc' | 'Reply to'; addresses: string[] }[];
  subject: string;
  text: string | undefined;
  html: string | undefined;
  /** Addresses of web pages that the message links to, each once. */
  links: string[];
  attachments: { name: string; type: string; content: Buffer }[];
}

interface Parts {
  subject?: string;
  text?: string;
  html?: string;
  attachments: Letter['attachments'];
}

/** Reads a message as it was sent, also when only its raw form is known. */
export async function readLetter(mail: SentMail): Promise<Letter> {
  const raw = mail.RawData === undefined ? undefined : await partsOf(mail.RawData);
  const text = mail.Body?.text_part ?? raw?.text;
  const html = mail.Body?.html_part ?? raw?.html;
  return {
    id: mail.Id,
    sent: new Date(timeOf(mail)),
    from: mail.Source,
    recipients: recipientsOf(mail),
    subject: mail.Subject ?? raw?.subject ?? '',
    text,
    html,
    links: linksOf({ text, html }),
    attachments: [...attachmentsOf(mail), ...(raw?.attachments ?? [])],
  };
}

function recipientsOf({ Destination, ReplyToAddresses }: SentMail): Letter['recipients'] {
  const lists: Letter['recipients'] = [
    { label: 'To', addresses: Destination?.ToAddresses ?? [] },
    { label: 'Cc', addresses: Destination?.CcAddresses ?? [] },
    { label: 'Bcc', addresses: Destination?.BccAddresses ?? [] },
    { label: 'Reply to', addresses: ReplyToAddresses ?? [] },
  ];
  return lists.filter(({ addresses }) => addresses.length > 0);
}

function attachmentsOf({ Attachments = [] }: SentMail): Letter['attachments'] {
  return Attachments.map((attachment) => {
    const { FileName, ContentType, RawContent } = attachment as Record<string, unknown>;
    return {
      name: typeof FileName === 'string' ? FileName : 'attachment',
      type: typeof ContentType === 'string' ? ContentType : 'application/octet-stream',
      content: Buffer.from(typeof RawContent === 'string' ? RawContent : '', 'base64'),
    };
  });
}

async function partsOf(raw: string): Promise<Parts> {
  const { simpleParser } = await import('mailparser');
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true });
  return {
    subject: mail.subject,
    text: mail.text,
    html: mail.html || undefined,
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      name: filename ?? 'attachment',
      type: contentType,
      content,
    })),
  };
}
