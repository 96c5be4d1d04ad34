import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathOf } from '../sigv4/encoding.ts';
import { readLetter, type Letter } from './letter.ts';
import { timeOf, type MailSource } from './mail-source.ts';
import { faultPage, inboxPage, messageDocument, type Entry } from './page.ts';
import { STYLE_SOURCE } from './style.ts';

export const INBOX_PATH = '/_inbox';

/** The page may show its own style and its own frames, and nothing else. */
const PAGE_POLICY = `default-src 'none'; style-src ${STYLE_SOURCE}; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
/** A message runs nothing and fetches nothing, also when it is opened outside its frame. */
const MESSAGE_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/** Answers `/_inbox` and what is under it; never rejects. */
export async function answerInbox(
  source: MailSource,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  request.resume();
  try {
    const steps = pathOf(request.url ?? '/')
      .slice(INBOX_PATH.length)
      .split('/')
      .filter(Boolean);
    if (request.method === 'POST' && steps[0] === 'clear' && steps.length === 1) {
      await clear(source, request, response);
    } else if (request.method === 'GET' || request.method === 'HEAD') {
      await show(source, steps.map(decodeURIComponent), response);
    } else sendPage(response, 405, faultPage(INBOX_PATH, 'This page can only be read.'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    sendPage(response, 502, faultPage(INBOX_PATH, `The mail cannot be read: ${why}`));
  }
}

/** Another site's form must not empty the inbox; browsers name the origin of every form. */
async function clear(source: MailSource, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { origin, host } = request.headers;
  if (origin === undefined || !URL.canParse(origin) || new URL(origin).host !== host) {
    sendPage(response, 403, faultPage(INBOX_PATH, 'The inbox is emptied by its own button only.'));
    return;
  }
  await source.clear();
  response.writeHead(303, { location: INBOX_PATH });
  response.end();
}

async function show(source: MailSource, steps: string[], response: ServerResponse): Promise<void> {
  const mails = (await source.list()).reverse();
  const [id, part, index] = steps;
  const chosen = id === undefined ? mails[0] : mails.find((mail) => mail.Id === id);
  if (id !== undefined && !chosen) {
    sendPage(response, 404, faultPage(INBOX_PATH, 'There is no such message.'));
    return;
  }
  const open = chosen && (await readLetter(chosen));
  if (part === 'html' && open?.html !== undefined) {
    send(response, 200, 'text/html; charset=utf-8', MESSAGE_POLICY, messageDocument(open.html));
  } else if (part === 'attachments' && open) sendAttachment(response, open, Number(index));
  else if (part !== undefined) sendPage(response, 404, faultPage(INBOX_PATH, 'There is no such page.'));
  else {
    const entries = mails.map((mail): Entry => ({
      id: mail.Id,
      sent: new Date(timeOf(mail)),
      to: (mail.Destination?.ToAddresses ?? mail.Destination?.BccAddresses ?? []).join(', ') || mail.Source,
      subject: mail.Subject ?? /^Subject: (.*)$/im.exec(mail.RawData ?? '')?.[1] ?? '',
    }));
    sendPage(response, 200, inboxPage(INBOX_PATH, entries, open, id !== undefined));
  }
}

function sendAttachment(response: ServerResponse, letter: Letter, index: number): void {
  const attachment = letter.attachments[index];
  if (!attachment) {
    sendPage(response, 404, faultPage(INBOX_PATH, 'There is no such attachment.'));
    return;
  }
  const name = encodeURIComponent(attachment.name).replaceAll("'", '%27');
  response.setHeader('content-disposition', `attachment; filename*=UTF-8''${name}`);
  // The type that the sender gave is not repeated: the file is for saving, never for showing.
  send(response, 200, 'application/octet-stream', MESSAGE_POLICY, attachment.content);
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  send(response, status, 'text/html; charset=utf-8', PAGE_POLICY, html);
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  policy: string,
  body: string | Buffer,
): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  response.end(body);
}
