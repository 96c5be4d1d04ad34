import { randomUUID } from 'node:crypto';
import type { Rendered } from './templates.ts';

/** Writes a rendered template as a message in MIME, the form in which TestRenderEmailTemplate answers. */
export function writeMime({ subject, text, html }: Rendered): string {
  const boundary = `=_${randomUUID()}`;
  const parts = [
    ['text/plain', text],
    ['text/html', html],
  ].filter((part): part is [string, string] => part[1] !== undefined);
  const lines = [
    `Date: ${new Date().toUTCString()}`,
    `Subject: ${encodeHeader(subject)}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
  ];
  for (const [type, content] of parts) {
    lines.push(
      `--${boundary}`,
      `Content-Type: ${type}; charset=UTF-8`,
      'Content-Transfer-Encoding: 8bit',
      '',
    );
    lines.push(content.replace(/\r?\n/g, '\r\n'));
  }
  lines.push(`--${boundary}--`, '');
  return lines.join('\r\n');
}

function encodeHeader(value: string): string {
  return /^[\x20-\x7e]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`;
}
