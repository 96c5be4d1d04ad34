import type { SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { checksOf, refusal, type Check } from '../check.ts';
import { send, senderOf, simple } from './mail.ts';

type Change = Partial<SendEmailCommandInput>;

const to = (...addresses: string[]): Change => ({ Destination: { ToAddresses: addresses } });
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `to${at}@parity.example`);

function refused(id: string, title: string, expected: string, change: Change): Check {
  return { id, title, expected, ask: (place) => refusal(send(place, change)) };
}

const taken = [
  'a.b+c@parity.example',
  '"a b"@parity.example',
  '"Lee, Ada" <ada@parity.example>',
  'x@xn--bcher-kva.example',
];
const addresses = [
  'plain',
  'a@',
  '@parity.example',
  'a b@parity.example',
  'Ada <ada@parity.example',
  'é@parity.example',
];

/** What SES does not take, by the names that the SDK gives as classes. */
export const sesRefusalChecks: Check[] = [
  ...checksOf('send', [
    refused('mail-unverified', 'a sender that is not verified', '400 MessageRejected', {
      FromEmailAddress: 'nobody@unverified.example',
    }),
    refused('mail-no-recipient', 'no recipient', '400 BadRequestException', to()),
    refused(
      'mail-too-many',
      'more than fifty recipients, To, Cc and Bcc together',
      '400 BadRequestException',
      {
        Destination: { ToAddresses: many(25), CcAddresses: many(13), BccAddresses: many(13) },
      },
    ),
    {
      id: 'mail-address',
      title: 'recipients that are no addresses',
      expected: addresses.map((address) => [address, '400 BadRequestException']),
      ask: (place) =>
        Promise.all(addresses.map(async (address) => [address, await refusal(send(place, to(address)))])),
    },
    {
      id: 'mail-address-taken',
      title: 'recipients whose addresses look odd and are good are taken',
      notOn: { aws: 'nobody has these addresses' },
      expected: taken.map((address) => [address, 'accepted']),
      ask: (place) =>
        Promise.all(taken.map(async (address) => [address, await refusal(send(place, to(address)))])),
    },
    refused('mail-subject', 'a subject of two lines', '400 BadRequestException', {
      Content: simple('Hello\r\nBcc: someone@parity.example', 'text'),
    }),
  ]),
  refused('mail-no-sender', 'no sender', '400 BadRequestException', { FromEmailAddress: undefined }),
  refused('mail-no-content', 'no content', '400 BadRequestException', { Content: {} }),
  refused('mail-no-body', 'a message without a body', '400 BadRequestException', {
    Content: { Simple: { Subject: { Data: 'Hello' }, Body: {} } },
  }),
  refused('mail-configuration-set', 'a configuration set that is not there', '404 NotFoundException', {
    ConfigurationSetName: 'parity-none',
  }),
  refused('mail-template-unknown', 'a template that is not there', '404 NotFoundException', {
    Content: { Template: { TemplateName: 'parity-none', TemplateData: '{}' } },
  }),
  refused('mail-template-data', 'template data that is no JSON', '400 BadRequestException', {
    Content: { Template: { TemplateContent: { Subject: 's', Text: 't' }, TemplateData: '{' } },
  }),
  {
    id: 'mail-template-value',
    title: 'a template whose data lacks a value is taken, and fails later as an event',
    expected: 'accepted',
    ask: (place) =>
      refusal(
        send(place, {
          FromEmailAddress: senderOf(place),
          Content: { Template: { TemplateContent: { Subject: '{{name}}', Text: 't' }, TemplateData: '{}' } },
        }),
      ),
  },
];
