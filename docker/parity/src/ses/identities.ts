import {
  CreateConfigurationSetCommand,
  CreateEmailIdentityCommand,
  CreateEmailTemplateCommand,
  DeleteConfigurationSetCommand,
  DeleteEmailIdentityCommand,
  DeleteEmailTemplateCommand,
  GetEmailIdentityCommand,
  GetEmailTemplateCommand,
  ListEmailIdentitiesCommand,
  SendBulkEmailCommand,
} from '@aws-sdk/client-sesv2';
import { refusal, type Check } from '../check.ts';
import type { Place } from '../place.ts';
import { send, sentBy } from './mail.ts';

const TEXT =
  '{{#each matters}}{{@index}}. {{title}} {{/each}}{{#if late}}!{{else}}.{{/if}}{{matters.1.title}}';
const LEFT_ALONE = { aws: 'identities and templates of the account are left alone' };

async function listed(place: Place, wanted: string): Promise<boolean> {
  const { EmailIdentities } = await place.ses.send(new ListEmailIdentitiesCommand({ PageSize: 1000 }));
  return EmailIdentities?.some(({ IdentityName }) => IdentityName === wanted) ?? false;
}

/** Identities and templates, which the product has made for it and does not touch. */
export const identityChecks: Check[] = [
  {
    id: 'identity-domain',
    title: 'a domain lets its addresses send until it is deleted',
    notOn: LEFT_ALONE,
    expected: {
      before: '400 MessageRejected',
      listed: true,
      type: 'DOMAIN',
      again: '400 AlreadyExistsException',
      address: 'accepted',
      below: 'accepted',
      after: '400 MessageRejected',
      unknown: '404 NotFoundException',
    },
    ask: async (place) => {
      const named = { EmailIdentity: 'domain.parity.example' };
      const from = (host: string) => refusal(send(place, { FromEmailAddress: `x@${host}` }));
      const before = await from(named.EmailIdentity);
      await place.ses.send(new CreateEmailIdentityCommand(named));
      const found = await place.ses.send(new GetEmailIdentityCommand(named));
      const answers = {
        before,
        listed: await listed(place, named.EmailIdentity),
        type: found.IdentityType,
        again: await refusal(place.ses.send(new CreateEmailIdentityCommand(named))),
        address: await from(named.EmailIdentity),
        below: await from(`sub.${named.EmailIdentity}`),
      };
      await place.ses.send(new DeleteEmailIdentityCommand(named));
      const unknown = await refusal(place.ses.send(new GetEmailIdentityCommand(named)));
      return { ...answers, after: await from(named.EmailIdentity), unknown };
    },
  },
  {
    id: 'identity-at-once',
    title: 'an identity is verified by its owner, not when it is made',
    notOn: LEFT_ALONE,
    expected: { verified: false },
    ask: async (place) => {
      const named = { EmailIdentity: 'fresh@identity.parity.example' };
      const made = await place.ses.send(new CreateEmailIdentityCommand(named));
      await place.ses.send(new DeleteEmailIdentityCommand(named));
      return { verified: made.VerifiedForSendingStatus };
    },
  },
  {
    id: 'configuration-set',
    title: 'a configuration set may be named by a message until it is deleted',
    notOn: LEFT_ALONE,
    expected: {
      again: '400 AlreadyExistsException',
      sent: 'accepted',
      gone: '404 NotFoundException',
      unsent: '404 NotFoundException',
    },
    ask: async (place) => {
      const named = { ConfigurationSetName: 'parity-set' };
      await place.ses.send(new CreateConfigurationSetCommand(named));
      const again = await refusal(place.ses.send(new CreateConfigurationSetCommand(named)));
      const sent = await refusal(send(place, named));
      await place.ses.send(new DeleteConfigurationSetCommand(named));
      const gone = await refusal(place.ses.send(new DeleteConfigurationSetCommand(named)));
      return { again, sent, gone, unsent: await refusal(send(place, named)) };
    },
  },
  {
    id: 'templates',
    title: 'a template is kept, filled when sent, and deleted',
    notOn: LEFT_ALONE,
    expected: {
      kept: {
        Subject: 'Hello {{name}}',
        Text: TEXT,
      },
      again: '400 AlreadyExistsException',
      sent: ['Hello Ada', { text_part: '0. Lease 1. Deed .Deed', html_part: null }],
      gone: '404 NotFoundException',
    },
    ask: async (place) => {
      const named = { TemplateName: 'parity-welcome' };
      const TemplateContent = {
        Subject: 'Hello {{name}}',
        Text: TEXT,
      };
      await place.ses.send(new CreateEmailTemplateCommand({ ...named, TemplateContent }));
      const again = await refusal(
        place.ses.send(new CreateEmailTemplateCommand({ ...named, TemplateContent })),
      );
      const { TemplateContent: kept } = await place.ses.send(new GetEmailTemplateCommand(named));
      const TemplateData = JSON.stringify({ name: 'Ada', matters: [{ title: 'Lease' }, { title: 'Deed' }] });
      const [mail] = (await sentBy(place, () =>
        send(place, { Content: { Template: { ...named, TemplateData } } }),
      )) as { Subject: string; Body: unknown }[];
      await place.ses.send(new DeleteEmailTemplateCommand(named));
      const gone = await refusal(place.ses.send(new GetEmailTemplateCommand(named)));
      return { kept, again, sent: [mail?.Subject, mail?.Body], gone };
    },
  },
  {
    id: 'bulk',
    title: 'many messages by one template',
    notOn: { aws: 'it would need a template in the account' },
    expected: 'accepted',
    ask: async (place) => {
      const DefaultContent = {
        Template: { TemplateContent: { Subject: 's', Text: 't' }, TemplateData: '{}' },
      };
      const BulkEmailEntries = [{ Destination: { ToAddresses: [place.recipient] } }];
      return refusal(
        place.ses.send(
          new SendBulkEmailCommand({ FromEmailAddress: place.sender, DefaultContent, BulkEmailEntries }),
        ),
      );
    },
  },
];
