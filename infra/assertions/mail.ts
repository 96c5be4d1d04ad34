import { expect } from 'vitest';
import type { Property } from '../testing/property.ts';
import { statementsOf, type Stage } from '../testing/stage.ts';

const domain = (stage: Stage): string =>
  stage.isProduction ? 'mail.chancery.example' : `mail.${stage.name}.chancery.example`;
const record = (stage: Stage, name: string, type: string): unknown =>
  stage.all('aws:route53/record:Record').find(({ inputs }) => inputs.name === name && inputs.type === type)
    ?.inputs.records;

export const mail: Property[] = [
  {
    name: 'mail is sent from a domain of the stage, which the configuration set watches',
    holds: (stage) => {
      expect(stage.inputs('sesv2/emailIdentity:EmailIdentity')).toMatchObject({
        emailIdentity: domain(stage),
        configurationSetName: stage.inputs('sesv2/configurationSet:ConfigurationSet').configurationSetName,
      });
    },
  },
  {
    name: 'receivers are told to quarantine mail that only claims to be ours',
    holds: (stage) => {
      expect(record(stage, `_dmarc.${domain(stage)}`, 'TXT')).toEqual([
        expect.stringMatching(/^v=DMARC1; p=quarantine;/),
      ]);
    },
  },
  {
    name: 'bounces come back to a domain of ours, and mail is not sent without it',
    holds: (stage) => {
      expect(stage.inputs('EmailIdentityMailFromAttributes')).toMatchObject({
        mailFromDomain: `bounce.${domain(stage)}`,
        behaviorOnMxFailure: 'REJECT_MESSAGE',
      });
      expect(record(stage, `bounce.${domain(stage)}`, 'MX')).toBeDefined();
      expect(record(stage, `bounce.${domain(stage)}`, 'TXT')).toEqual(['v=spf1 include:amazonses.com ~all']);
    },
  },
  {
    name: 'bounces and complaints reach the alarm topic',
    holds: (stage) => {
      expect(stage.inputs('ConfigurationSetEventDestination')).toMatchObject({
        configurationSetName: stage.inputs('sesv2/configurationSet:ConfigurationSet').configurationSetName,
        eventDestination: {
          enabled: true,
          matchingEventTypes: expect.arrayContaining(['BOUNCE', 'COMPLAINT']),
          snsDestination: { topicArn: stage.arn('sns/topic:Topic') },
        },
      });
    },
  },
  {
    name: 'SES is told of the alarm topic when it may publish to it',
    holds: (stage) => {
      // SST makes it once the topic's ARN is there, so no dependency is written down; the order is all there is.
      const made = stage.graph.resources.map(({ type }) => type.split(':').pop() ?? '');
      const order = ['TopicPolicy', 'ConfigurationSetEventDestination'].map((type) => made.indexOf(type));
      expect(order[0]).toBeGreaterThan(-1);
      expect(order[1]).toBeGreaterThan(order[0]!);
    },
  },
  {
    name: 'an address that bounced or complained gets no more mail',
    holds: (stage) => {
      expect(stage.inputs('sesv2/configurationSet:ConfigurationSet').suppressionOptions).toEqual({
        suppressedReasons: ['BOUNCE', 'COMPLAINT'],
      });
    },
  },
  {
    name: 'production turns suppression on for the whole account',
    kinds: ['production'],
    holds: (stage) => {
      expect(stage.inputs('AccountSuppressionAttributes').suppressedReasons).toEqual(['BOUNCE', 'COMPLAINT']);
    },
  },
  {
    name: 'the account’s suppression is production’s to set',
    kinds: ['staging', 'personal'],
    holds: (stage) => expect(stage.all('AccountSuppressionAttributes')).toEqual([]),
  },
  {
    name: 'mail travels encrypted or not at all',
    holds: (stage) => {
      expect(stage.inputs('sesv2/configurationSet:ConfigurationSet').deliveryOptions).toMatchObject({
        tlsPolicy: 'REQUIRE',
      });
    },
  },
  {
    name: 'the reputation of the sender is measured',
    holds: (stage) => {
      expect(stage.inputs('sesv2/configurationSet:ConfigurationSet').reputationOptions).toEqual({
        reputationMetricsEnabled: true,
      });
    },
  },
  {
    name: 'only alarms and mail events of this account are published to the topic',
    holds: (stage) => {
      expect(statementsOf(stage.inputs('TopicPolicy').policy)).toEqual([
        {
          Sid: 'PublishedBy',
          Effect: 'Allow',
          Action: ['sns:Publish'],
          Resource: [stage.arn('sns/topic:Topic')],
          Principal: { Service: ['cloudwatch.amazonaws.com', 'ses.amazonaws.com'] },
          Condition: { StringEquals: { 'aws:SourceAccount': ['123456789012'] } },
        },
      ]);
    },
  },
];
