import { checksOf, refusal, type Check } from '../check.ts';
import { send, senderOf, sentBy, simple } from './mail.ts';

const UNLISTED = { aws: 'AWS keeps no list of what was sent' };
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `to${at}@parity.example`);

/** What is sent arrives as it was given. The list is our stand-in for the recipient, and must be alike in both. */
export const sendingChecks: Check[] = [
  ...checksOf('send', [
    {
      id: 'mail-product',
      title: "the product's mail is taken and listed with both its parts",
      notOn: UNLISTED,
      expected: [
        {
          Region: 'eu-west-2',
          Source: 'parity@parity.example',
          Destination: { ToAddresses: ['ada@parity.example'] },
          Subject: 'Einladung zu „Müller ./. Meyer“ 📄',
          Body: { text_part: 'Grüße\nAda', html_part: '<p>Grüße &amp; Küsse</p>' },
        },
      ],
      ask: async (place) => {
        const mail = {
          to: place.recipient,
          subject: 'Einladung zu „Müller ./. Meyer“ 📄',
          text: 'Grüße\nAda',
          html: '<p>Grüße &amp; Küsse</p>',
        };
        return sentBy(place, () => place.mailer.send(mail));
      },
    },
    {
      id: 'mail-accepted',
      title: 'a message to the recipient is taken',
      expected: 'accepted',
      ask: (place) => refusal(send(place)),
    },
  ]),
  {
    id: 'mail-addressed',
    title: 'copies, replies, tags, headers and attachments are listed',
    notOn: UNLISTED,
    expected: [
      {
        Region: 'eu-west-2',
        Source: 'Parity <parity@parity.example>',
        Destination: {
          ToAddresses: ['"Lee, Ada" <ada@parity.example>'],
          CcAddresses: ['c@parity.example'],
          BccAddresses: ['b@parity.example'],
        },
        Subject: 'Hello',
        Body: { text_part: 'text', html_part: null },
        ReplyToAddresses: ['reply@parity.example'],
        EmailTags: [{ Name: 'kind', Value: 'invitation' }],
        Headers: [{ Name: 'X-Matter', Value: '4711' }],
        Attachments: [{ FileName: 'deed.docx', RawContent: 'AAH/', ContentType: 'application/octet-stream' }],
      },
    ],
    ask: async (place) => {
      const content = simple('Hello', 'text')?.Simple;
      const file = { FileName: 'deed.docx', ContentType: 'application/octet-stream' };
      return sentBy(place, () =>
        send(place, {
          FromEmailAddress: `Parity <${senderOf(place)}>`,
          Destination: {
            ToAddresses: [`"Lee, Ada" <${place.recipient}>`],
            CcAddresses: ['c@parity.example'],
            BccAddresses: ['b@parity.example'],
          },
          ReplyToAddresses: ['reply@parity.example'],
          EmailTags: [{ Name: 'kind', Value: 'invitation' }],
          Content: {
            Simple: {
              Subject: content?.Subject,
              Body: content?.Body,
              Headers: [{ Name: 'X-Matter', Value: '4711' }],
              Attachments: [{ ...file, RawContent: Buffer.from([0, 1, 255]) }],
            },
          },
        }),
      );
    },
  },
  {
    id: 'mail-raw',
    title: 'a whole message names its own sender and recipients',
    notOn: UNLISTED,
    expected: [
      {
        Region: 'eu-west-2',
        Source: 'Parity <parity@parity.example>',
        Destination: { ToAddresses: ['"Lee, Ada" <ada@parity.example>', 'Jörg <bob@parity.example>'] },
        Subject: 'Übersicht',
        Body: { text_part: 'Grüße', html_part: null },
      },
    ],
    ask: async (place) => {
      const lines = [
        `From: Parity <${senderOf(place)}>`,
        `To: "Lee, Ada" <${place.recipient}>, =?UTF-8?Q?J=C3=B6rg?= <bob@parity.example>`,
        'Subject: =?UTF-8?B?w5xiZXJzaWNodA==?=',
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Grüße',
      ];
      const Data = Buffer.from(lines.join('\r\n'));
      const whole = { FromEmailAddress: undefined, Destination: undefined, Content: { Raw: { Data } } };
      return sentBy(place, () => send(place, whole));
    },
  },
  {
    id: 'mail-fifty',
    title: 'fifty recipients are taken',
    notOn: { aws: 'it would send fifty messages' },
    expected: 'accepted',
    ask: (place) => refusal(send(place, { Destination: { ToAddresses: many(25), BccAddresses: many(25) } })),
  },
];
