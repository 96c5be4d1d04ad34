import type { Letter } from './letter.ts';
import { anchor, escapeHtml, linkedText } from './links.ts';
import { STYLE } from './style.ts';

/** What the list shows of a message. */
export interface Entry {
  id: string;
  sent: Date;
  to: string;
  subject: string;
}

/**
 * The page: all messages, newest first, and one of them open.
 * @param chosen whether the address names the open message, which decides what a narrow screen shows
 */
export function inboxPage(
  base: string,
  entries: readonly Entry[],
  open: Letter | undefined,
  chosen: boolean,
): string {
  const main = open ? letterPart(base, open) : emptyPart();
  const count = entries.length === 1 ? '1 message' : `${entries.length} messages`;
  return pageOf(
    open && chosen ? open.subject || 'No subject' : 'Inbox',
    chosen ? 'letter' : 'list',
    `<header><h1>Inbox</h1><p>${count}, sent by this stack and delivered nowhere</p>
<a href="${base}">Refresh</a>
<form method="post" action="${base}/clear"><button type="submit">Delete all</button></form></header>
<nav aria-label="Messages"><ol>${entries.map((entry) => entryPart(base, entry, open)).join('')}</ol></nav>
<main>${main}</main>`,
  );
}

/** A page that says why there is nothing to show. */
export function faultPage(base: string, message: string): string {
  return pageOf(
    'Inbox',
    'letter',
    `<header><h1>Inbox</h1><p></p><a href="${base}">Back to the inbox</a></header>
<nav></nav><main><p class="empty">${escapeHtml(message)}</p></main>`,
  );
}

/** The HTML of a message as a document of its own; the links in it open beside the page. */
export function messageDocument(html: string): string {
  return `<!doctype html><meta charset="utf-8"><base target="_blank">${html}`;
}

function pageOf(title: string, view: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body class="${view}">${body}</body></html>`;
}

function emptyPart(): string {
  return '<p class="empty">No mail yet. Whatever this stack sends appears here.</p>';
}

function entryPart(base: string, { id, sent, to, subject }: Entry, open: Letter | undefined): string {
  const current = id === open?.id ? ' aria-current="true"' : '';
  return `<li><a href="${base}/${encodeURIComponent(id)}"${current}><span class="line"><span class="who">${escapeHtml(to)}</span>
<time datetime="${sent.toISOString()}">${shortTime(sent)}</time></span>
<span class="subject">${escapeHtml(subject || 'No subject')}</span></a></li>`;
}

function letterPart(base: string, letter: Letter): string {
  const address = `${base}/${encodeURIComponent(letter.id)}`;
  const rows = [{ label: 'From', addresses: [letter.from] }, ...letter.recipients]
    .map(({ label, addresses }) => `<dt>${label}</dt><dd>${escapeHtml(addresses.join(', '))}</dd>`)
    .join('');
  return `<article><a class="back" href="${base}">Back to the inbox</a><h2>${escapeHtml(letter.subject || 'No subject')}</h2>
<dl>${rows}<dt>Sent</dt><dd><time datetime="${letter.sent.toISOString()}">${longTime(letter.sent)}</time></dd></dl>
${bodyPart(address, letter)}${linksPart(letter)}${attachmentsPart(address, letter)}</article>`;
}

function bodyPart(address: string, { html, text }: Letter): string {
  const plain = text === undefined ? '' : `<div class="text">${linkedText(text.trimEnd())}</div>`;
  if (html === undefined) return plain || '<p>This message has no text.</p>';
  // Without allow-scripts nothing in the message runs; popups are how its links open.
  const frame = `<iframe src="${address}/html" title="Message" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>`;
  return plain ? `${frame}<section><h3>As plain text</h3>${plain}</section>` : frame;
}

function linksPart({ links }: Letter): string {
  if (links.length === 0) return '';
  const items = links.map((link) => `<li>${anchor(link)}</li>`).join('');
  return `<section aria-label="Links"><h3>Links</h3><ul>${items}</ul></section>`;
}

function attachmentsPart(address: string, { attachments }: Letter): string {
  if (attachments.length === 0) return '';
  const items = attachments.map(
    ({ name, content }, index) =>
      `<li><a href="${address}/attachments/${index}" download>${escapeHtml(name)}</a>, ${sizeText(content.length)}</li>`,
  );
  return `<section aria-label="Attachments"><h3>Attachments</h3><ul>${items.join('')}</ul></section>`;
}

function shortTime(date: Date): string {
  const today = date.toDateString() === new Date().toDateString();
  return today
    ? date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    : date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
}

function longTime(date: Date): string {
  return date.toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
