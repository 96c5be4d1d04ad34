import { policyDocument } from './policy-document.ts';
import type { DeploySettings } from './settings.ts';

/**
 * The one place that everything worth waking somebody for is sent to.
 *
 * @returns its ARN, once its policy stands: SES publishes a message at the moment that it is told of a topic, and
 * refuses one that it may not publish to
 */
export function createAlarmTopic(settings: DeploySettings, key: aws.kms.Key): $util.Output<string> {
  const { accountId } = aws.getCallerIdentityOutput();
  const topic = new aws.sns.Topic('Alarms', {
    name: `chancery-${$app.stage}-alarms`,
    kmsMasterKeyId: key.id,
  });
  const policy = new aws.sns.TopicPolicy('AlarmsPolicy', {
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
  return $util.all([topic.arn, policy.id]).apply(([arn]) => arn);
}
