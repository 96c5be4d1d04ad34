import { policyDocument } from './policy-document.ts';
import type { DeploySettings } from './settings.ts';

/** The one place that everything worth waking somebody for is sent to. */
export function createAlarmTopic(settings: DeploySettings, key: aws.kms.Key): aws.sns.Topic {
  const { accountId } = aws.getCallerIdentityOutput();
  const topic = new aws.sns.Topic('Alarms', {
    name: `chancery-${$app.stage}-alarms`,
    kmsMasterKeyId: key.id,
  });
  new aws.sns.TopicPolicy('AlarmsPolicy', {
    arn: topic.arn,
    policy: policyDocument([
      {
        sid: 'PublishedBy',
        actions: ['sns:Publish'],
        resources: [topic.arn],
        principals: [{ type: 'Service', identifiers: ['cloudwatch.amazonaws.com', 'ses.amazonaws.com'] }],
        conditions: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [accountId] }],
      },
    ]),
  });
  for (const [index, endpoint] of settings.alarmEmails.entries()) {
    new aws.sns.TopicSubscription(`AlarmsTo${index + 1}`, { topic: topic.arn, protocol: 'email', endpoint });
  }
  return topic;
}
