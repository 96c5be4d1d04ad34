import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInbox } from '../inbox.ts';
import { startTestServer, type TestServer } from '../testing.ts';
import { linkedText, linksOf } from './links.ts';

const HOSTILE = `<script>top.hacked = 1</script><img src=x onerror="top.hacked = 1"><a href="javascript:hacked()">no</a>
<meta http-equiv="refresh" content="0;url=http://evil.test"><form action="http://evil.test"><input></form>
<a href="https://app.test/invite?a=1&amp;b=2">Accept</a>`;
let server: TestServer;
let id: string;
beforeAll(async () => {
  server = await startTestServer({ identities: ['firm.test'] });
  const { MessageId } = await server.ses.send(
    new SendEmailCommand({
      FromEmailAddress: '"<b>Office</b>" <office@firm.test>',
      Destination: { ToAddresses: ['ann@client.test'] },
      Content: {
        Simple: {
          Subject: { Data: '</title><script>subject()</script>' },
          Body: {
            Html: { Data: HOSTILE },
            Text: { Data: '<script>text()</script> see https://app.test/t, please.' },
          },
          Attachments: [
            {
              FileName: '"><script>.html',
              RawContent: Buffer.from('<script>attached()</script>'),
              ContentType: 'text/html',
            },
          ],
        },
      },
    }),
  );
  id = MessageId!;
});
afterAll(() => server.close());

const open = async (path: string, base = server.url) => {
  const answer = await fetch(`${base}/_inbox${path}`, { redirect: 'manual' });
  return { status: answer.status, headers: answer.headers, html: await answer.text() };
};

describe('the inbox page', () => {
  it('shows the newest message, escaped, under a policy that runs nothing', async () => {
    for (const path of ['', `/${id}`]) {
      const { status, html, headers } = await open(path);
      expect(status).toBe(200);
      expect(html).not.toMatch(/<script/i);
      expect(html).not.toMatch(/\son\w+=/i);
      expect(html).toContain('&lt;/title&gt;&lt;script&gt;subject()&lt;/script&gt;');
      expect(html).toContain('&lt;script&gt;text()&lt;/script&gt; see <a href="https://app.test/t"');
      const policy = headers.get('content-security-policy');
      expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]+=*'; frame-src 'self'/);
      expect(policy).not.toContain('unsafe');
      expect(html).not.toMatch(/(?:src|href)="(?!\/_inbox|https:\/\/app\.test)/);
    }
  });

  it('frames the HTML of a message where no script can run', async () => {
    const frame = /<iframe [^>]*>/.exec((await open(`/${id}`)).html)?.[0];
    expect(frame).toContain(`src="/_inbox/${id}/html"`);
    expect(frame).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    const { html, headers } = await open(`/${id}/html`);
    expect(html).toContain(HOSTILE);
    expect(html).toContain('<base target="_blank">');
    const policy = headers.get('content-security-policy') ?? '';
    const directives = policy.split(';').map((directive) => directive.trim());
    expect(directives).toContain('sandbox allow-popups allow-popups-to-escape-sandbox');
    expect(directives).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script|allow-same-origin|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('lists the links of a message, those of the web only', async () => {
    const { html } = await open(`/${id}`);
    const links = html.slice(html.indexOf('aria-label="Links"'));
    expect(links).toContain(
      '<a href="https://app.test/invite?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">',
    );
    expect(links).not.toContain('javascript:');
  });

  it('hands attachments over for saving only', async () => {
    const { headers, html } = await open(`/${id}/attachments/0`);
    expect(html).toBe('<script>attached()</script>');
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''%22%3E%3Cscript%3E/);
    expect((await open(`/${id}/attachments/1`)).status).toBe(404);
  });

  it('says so when there is no such message', async () => {
    expect((await open('/none')).status).toBe(404);
    expect((await open(`/${id}/other`)).status).toBe(404);
  });

  it('is emptied by its own button only', async () => {
    const clear = (origin: string) =>
      fetch(`${server.url}/_inbox/clear`, { method: 'POST', headers: { origin }, redirect: 'manual' });
    expect((await clear('http://evil.test')).status).toBe(403);
    expect((await open(`/${id}`)).status).toBe(200);
    const other = await startInbox({ source: server.url, port: 0 });
    expect((await open(`/${id}`, other.url)).status).toBe(200);
    await other.close();
    expect((await clear(server.url)).status).toBe(303);
    expect((await open('')).html).toContain('No mail yet');
  });
});

describe('over another server', () => {
  it('reads raw messages and times without a zone, as LocalStack gives them', async () => {
    const RawData =
      'From: a@firm.test\r\nTo: b@client.test\r\nSubject: Raw one\r\nContent-Type: text/html\r\n\r\n<p>raw</p>';
    const messages = [
      { Id: 'raw', Region: 'eu-west-2', Timestamp: '2026-11-24T10:00:00.5', Source: 'a@firm.test', RawData },
    ];
    const upstream = createServer((_request, response) => response.end(JSON.stringify({ messages })));
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const source = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    const inbox = await startInbox({ source, port: 0 });
    const { html } = await open('', inbox.url);
    expect(html).toContain('<h2>Raw one</h2>');
    expect(html).toContain('datetime="2026-11-24T10:00:00.500Z"');
    expect((await open('/raw/html', inbox.url)).html).toContain('<p>raw</p>');
    await new Promise((resolve) => upstream.close(resolve));
    const down = await open('', inbox.url);
    expect([down.status, down.html.includes('The mail cannot be read')]).toEqual([502, true]);
    await inbox.close();
  });
});

describe('links', () => {
  it('end before the punctuation of the sentence', () => {
    expect(linkedText('(see https://a.test/x.) "https://b.test/(y)"')).toBe(
      '(see <a href="https://a.test/x" target="_blank" rel="noopener noreferrer">https://a.test/x</a>.) &quot;' +
        '<a href="https://b.test/(y)" target="_blank" rel="noopener noreferrer">https://b.test/(y)</a>&quot;',
    );
  });

  it('are found once each', () => {
    const html =
      '<a class="b" href="https://a.test/1">x</a> <A HREF=\'https://a.test/1\'>y</A> <a href=http://c.test>z</a>';
    expect(linksOf({ text: 'https://a.test/1 https://d.test', html })).toEqual([
      'https://a.test/1',
      'http://c.test',
      'https://d.test',
    ]);
  });
});
