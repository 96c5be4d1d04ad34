import {
  AlreadyExistsException,
  BadRequestException,
  CreateConfigurationSetCommand,
  CreateEmailIdentityCommand,
  CreateEmailTemplateCommand,
  DeleteEmailIdentityCommand,
  DeleteEmailTemplateCommand,
  GetAccountCommand,
  GetEmailIdentityCommand,
  GetEmailTemplateCommand,
  ListEmailIdentitiesCommand,
  ListEmailTemplatesCommand,
  MessageRejected,
  NotFoundException,
  PutAccountDetailsCommand,
  SendBulkEmailCommand,
  SendEmailCommand,
  SESv2Client,
  TestRenderEmailTemplateCommand,
  UpdateEmailTemplateCommand,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientConfig, KEY, refusal, startTestServer, type TestServer } from '../testing.ts';
import type { SentMail } from './outbox.ts';

const FROM = 'Chancery <office@firm.test>';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ identities: ['office@firm.test'] });
});
afterAll(() => server.close());

const simple = {
  Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'text' }, Html: { Data: '<p>html</p>' } } },
};
const send = (more: Partial<SendEmailCommandInput> = {}) =>
  server.ses.send(
    new SendEmailCommand({
      FromEmailAddress: FROM,
      Destination: { ToAddresses: ['ann@client.test'] },
      Content: simple,
      ...more,
    }),
  );
const outbox = async (query = ''): Promise<SentMail[]> => {
  // A connection of its own, since one test restarts the server.
  const answer = await fetch(`${server.url}/_aws/ses${query}`, { headers: { connection: 'close' } });
  return ((await answer.json()) as { messages: SentMail[] }).messages;
};
const sent = async (more: Partial<SendEmailCommandInput>) => {
  const { MessageId } = await send(more);
  return (await outbox(`?id=${MessageId}`))[0];
};

describe('sending', () => {
  it('lists a simple message in the shape of LocalStack', async () => {
    const mail = await sent({
      Destination: {
        ToAddresses: ['Ann <ann@client.test>'],
        CcAddresses: ['c@client.test'],
        BccAddresses: ['b@client.test'],
      },
      ReplyToAddresses: ['reply@firm.test'],
      EmailTags: [{ Name: 'kind', Value: 'invitation' }],
    });
    expect(mail).toEqual({
      Id: expect.any(String),
      Region: 'eu-west-2',
      Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      Source: FROM,
      Destination: {
        ToAddresses: ['Ann <ann@client.test>'],
        CcAddresses: ['c@client.test'],
        BccAddresses: ['b@client.test'],
      },
      Subject: 'Hello',
      Body: { text_part: 'text', html_part: '<p>html</p>' },
      ReplyToAddresses: ['reply@firm.test'],
      EmailTags: [{ Name: 'kind', Value: 'invitation' }],
    });
    expect(await outbox(`?email=${encodeURIComponent('nobody@firm.test')}`)).toEqual([]);
    expect((await outbox(`?email=${encodeURIComponent(FROM)}`)).length).toBeGreaterThan(0);
  });

  it('keeps attachments and headers', async () => {
    const RawContent = Buffer.from([0, 1, 2, 255]);
    const mail = await sent({
      Content: {
        Simple: {
          ...simple.Simple,
          Headers: [{ Name: 'X-Matter', Value: '4711' }],
          Attachments: [{ FileName: 'nda.docx', RawContent, ContentType: 'application/octet-stream' }],
        },
      },
    });
    expect(mail?.Headers).toEqual([{ Name: 'X-Matter', Value: '4711' }]);
    expect(mail?.Attachments).toMatchObject([
      { FileName: 'nda.docx', RawContent: RawContent.toString('base64') },
    ]);
  });

  it('reads a raw message, whose recipients the request may replace', async () => {
    const Data = Buffer.from(
      [
        `From: ${FROM}`,
        'To: "Lee, Ann" <ann@client.test>, bob@client.test',
        'Subject: =?UTF-8?B?w5xiZXJzaWNodA==?=',
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Grüße',
      ].join('\r\n'),
    );
    const mail = await sent({
      FromEmailAddress: undefined,
      Destination: undefined,
      Content: { Raw: { Data } },
    });
    expect(mail).toMatchObject({
      Source: FROM,
      Destination: { ToAddresses: ['"Lee, Ann" <ann@client.test>', 'bob@client.test'] },
      Subject: 'Übersicht',
      Body: { text_part: 'Grüße', html_part: null },
      RawData: Data.toString(),
    });
    const replaced = await sent({
      Destination: { ToAddresses: ['only@client.test'] },
      Content: { Raw: { Data } },
    });
    expect(replaced?.Destination).toEqual({ ToAddresses: ['only@client.test'] });
  });

  it.each<[string, Partial<SendEmailCommandInput>, new (...args: never[]) => Error, RegExp]>([
    [
      'an unverified sender',
      { FromEmailAddress: 'x@other.test' },
      MessageRejected,
      /not verified.*EU-WEST-2: x@other.test/,
    ],
    [
      'an unverified return path',
      { FeedbackForwardingEmailAddress: 'x@other.test' },
      MessageRejected,
      /not verified/,
    ],
    ['no sender', { FromEmailAddress: undefined }, BadRequestException, /From/],
    ['no recipient', { Destination: { ToAddresses: [] } }, BadRequestException, /To/],
    [
      'too many recipients',
      {
        Destination: {
          ToAddresses: Array.from({ length: 25 }, (_, n) => `to${n}@client.test`),
          BccAddresses: Array.from({ length: 26 }, (_, n) => `bcc${n}@client.test`),
        },
      },
      BadRequestException,
      /Recipient count exceeds 50/,
    ],
    ['no content', { Content: {} }, BadRequestException, /Content/],
    ['no body', { Content: { Simple: { Subject: { Data: 'x' }, Body: {} } } }, BadRequestException, /Body/],
    [
      'a subject of two lines',
      { Content: { Simple: { ...simple.Simple, Subject: { Data: 'a\r\nBcc: x@other.test' } } } },
      BadRequestException,
      /Subject/,
    ],
    ['an unknown configuration set', { ConfigurationSetName: 'none' }, NotFoundException, /none/],
    [
      'an unknown template',
      { Content: { Template: { TemplateName: 'none', TemplateData: '{}' } } },
      NotFoundException,
      /none/,
    ],
  ])('refuses %s', async (_name, input, type, message) => {
    const before = (await outbox()).length;
    const error = await send(input).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(type);
    expect((error as Error).message).toMatch(message);
    expect(await outbox()).toHaveLength(before);
  });

  it.each([
    'plain',
    'a@',
    '@b.test',
    'a b@c.test',
    'a@b',
    'a@b..test',
    'a@-b.test',
    'Ann <ann@b.test',
    'é@b.test',
    'a@b.test\r\nBcc: c@d.test',
    'a..b@c.test',
  ])('refuses the address %j', async (address) => {
    await expect(send({ Destination: { ToAddresses: [address] } })).rejects.toBeInstanceOf(
      BadRequestException,
    );
  });

  it.each([
    'a.b+c@d.test',
    '"a b"@c.test',
    'A <a@b-c.d.test>',
    '"Lee, Ann" <a@b.test>',
    'x@xn--bcher-kva.test',
  ])('takes the address %j', async (address) => {
    await send({ Destination: { ToAddresses: [address] } });
  });

  it('takes a configuration set that exists', async () => {
    await server.ses.send(new CreateConfigurationSetCommand({ ConfigurationSetName: 'main' }));
    expect(await sent({ ConfigurationSetName: 'main' })).toMatchObject({ ConfigurationSetName: 'main' });
  });

  it('refuses a wrong secret and an unknown key', async () => {
    const other = (credentials: typeof KEY) =>
      new SESv2Client(clientConfig(server.url, credentials)).send(new GetAccountCommand({}));
    expect((await refusal(other({ ...KEY, secretAccessKey: 'wrong' }))).name).toBe(
      'InvalidSignatureException',
    );
    expect((await refusal(other({ ...KEY, accessKeyId: 'nobody' }))).name).toBe(
      'UnrecognizedClientException',
    );
    expect((await fetch(`${server.url}/v2/email/account`)).status).toBe(403);
  });

  it('names what it does not do', async () => {
    const bulk = new SendBulkEmailCommand({ DefaultContent: {}, BulkEmailEntries: [] });
    await expect(server.ses.send(bulk)).rejects.toMatchObject({
      message: 'SendBulkEmail is not implemented by the local SES.',
      $metadata: { httpStatusCode: 501 },
    });
    const details = new PutAccountDetailsCommand({ MailType: 'TRANSACTIONAL', WebsiteURL: 'https://a.test' });
    await expect(server.ses.send(details)).rejects.toThrow(/PutAccountDetails/);
  });

  it('counts what was sent, keeps it over a restart and forgets it when told', async () => {
    const before = (await outbox()).map(({ Id }) => Id);
    const { SendQuota } = await server.ses.send(new GetAccountCommand({}));
    expect(SendQuota?.SentLast24Hours).toBe(before.length);
    await server.restart();
    expect((await outbox()).map(({ Id }) => Id)).toEqual(before);
    await fetch(`${server.url}/_aws/ses?id=${before[0]}`, { method: 'DELETE' });
    expect((await outbox()).map(({ Id }) => Id)).toEqual(before.slice(1));
    await fetch(`${server.url}/_aws/ses`, { method: 'DELETE' });
    expect(await outbox()).toEqual([]);
  });
});

describe('identities', () => {
  it('are verified when made, and a domain covers its addresses', async () => {
    const from = { FromEmailAddress: 'anyone@sub.domain.test' };
    await expect(send(from)).rejects.toBeInstanceOf(MessageRejected);
    const made = await server.ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'domain.test' }));
    expect(made).toMatchObject({ IdentityType: 'DOMAIN', VerifiedForSendingStatus: true });
    await send(from);
    const again = server.ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'domain.test' }));
    await expect(again).rejects.toBeInstanceOf(AlreadyExistsException);
    const named = { EmailIdentity: "o'neil+a@firm.test" };
    await server.ses.send(new CreateEmailIdentityCommand(named));
    const found = await server.ses.send(new GetEmailIdentityCommand(named));
    expect(found).toMatchObject({ IdentityType: 'EMAIL_ADDRESS', VerifiedForSendingStatus: true });
    const { EmailIdentities } = await server.ses.send(new ListEmailIdentitiesCommand({}));
    expect(EmailIdentities?.map(({ IdentityName }) => IdentityName)).toEqual([
      'domain.test',
      named.EmailIdentity,
      'office@firm.test',
    ]);
    const page = await server.ses.send(new ListEmailIdentitiesCommand({ PageSize: 2 }));
    const rest = await server.ses.send(
      new ListEmailIdentitiesCommand({ PageSize: 2, NextToken: page.NextToken }),
    );
    expect(rest.EmailIdentities?.map(({ IdentityName }) => IdentityName)).toEqual(['office@firm.test']);
    await server.ses.send(new DeleteEmailIdentityCommand(named));
    await expect(server.ses.send(new GetEmailIdentityCommand(named))).rejects.toBeInstanceOf(
      NotFoundException,
    );
    const bad = server.ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'not a domain' }));
    await expect(bad).rejects.toBeInstanceOf(BadRequestException);
  });
});

describe('templates', () => {
  const named = { TemplateName: 'welcome' };
  const TemplateContent = {
    Subject: 'Hello {{name}}',
    Text: '{{#each matters}}{{@index}}. {{title}} for {{../name}}\n{{else}}none\n{{/each}}{{#if urgent}}Soon{{else}}Later{{/if}}',
    Html: '<p>{{client.name}} {{this.name}}</p>',
  };
  const data = (value: object) => JSON.stringify({ name: 'Ann', client: { name: 'Acme' }, ...value });

  it('are kept, changed, listed and removed', async () => {
    await server.ses.send(
      new CreateEmailTemplateCommand({ ...named, TemplateContent: { Subject: 's', Text: 't' } }),
    );
    const again = new CreateEmailTemplateCommand({ ...named, TemplateContent });
    await expect(server.ses.send(again)).rejects.toBeInstanceOf(AlreadyExistsException);
    await server.ses.send(new UpdateEmailTemplateCommand({ ...named, TemplateContent }));
    const found = await server.ses.send(new GetEmailTemplateCommand(named));
    expect(found.TemplateContent).toEqual(TemplateContent);
    await server.ses.send(new CreateEmailTemplateCommand({ TemplateName: 'other', TemplateContent }));
    await server.ses.send(new DeleteEmailTemplateCommand({ TemplateName: 'other' }));
    const { TemplatesMetadata } = await server.ses.send(new ListEmailTemplatesCommand({}));
    expect(TemplatesMetadata).toEqual([{ TemplateName: 'welcome', CreatedTimestamp: expect.any(Date) }]);
    const gone = server.ses.send(new GetEmailTemplateCommand({ TemplateName: 'other' }));
    await expect(gone).rejects.toBeInstanceOf(NotFoundException);
  });

  it('are filled when sent, by name or as given', async () => {
    const TemplateData = data({ matters: [{ title: 'Lease' }, { title: 'NDA' }], urgent: true });
    const byName = await sent({ Content: { Template: { ...named, TemplateData } } });
    expect(byName).toMatchObject({
      Subject: 'Hello Ann',
      Body: { text_part: '0. Lease for Ann\n1. NDA for Ann\nSoon', html_part: '<p>Acme Ann</p>' },
      Template: 'welcome',
      TemplateData,
    });
    const given = await sent({
      Content: { Template: { TemplateContent, TemplateData: data({ matters: [] }) } },
    });
    expect(given?.Body?.text_part).toBe('none\nLater');
  });

  it('are refused without their data', async () => {
    const filled = (TemplateData: string) => send({ Content: { Template: { ...named, TemplateData } } });
    for (const bad of ['{"client":{"name":"Acme"}}', '[]', '{', '"text"']) {
      await expect(filled(bad)).rejects.toBeInstanceOf(BadRequestException);
    }
    await expect(filled('{}')).rejects.toThrow("Attribute 'name' is not present in the rendering data.");
    const broken = { Subject: 's', Text: '{{#each a}}never closed' };
    const unclosed = send({ Content: { Template: { TemplateContent: broken, TemplateData: '{"a":[1]}' } } });
    await expect(unclosed).rejects.toBeInstanceOf(BadRequestException);
  });

  it('can be tried', async () => {
    const render = (TemplateData: string) =>
      server.ses.send(new TestRenderEmailTemplateCommand({ ...named, TemplateData }));
    const { RenderedTemplate } = await render(data({ matters: [], name: 'Zoë' }));
    expect(RenderedTemplate).toContain('Subject: =?UTF-8?B?SGVsbG8gWm/Dqw==?=');
    expect(RenderedTemplate).toContain('<p>Acme Zoë</p>');
    await expect(render('{}')).rejects.toBeInstanceOf(BadRequestException);
  });
});
