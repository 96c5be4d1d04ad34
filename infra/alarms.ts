import type { DatabaseParts } from './database.ts';
import { DATABASE_DIMENSION, NAMESPACE, queueMetrics } from '../backend/src/jobs/metric-names.ts';

export interface AlarmSources {
  /** ARN of the topic that hears of them. */
  topic: $util.Output<string>;
  loadBalancer: aws.lb.LoadBalancer;
  database: DatabaseParts;
}

type AlarmArgs = aws.cloudwatch.MetricAlarmArgs;
const MINUTE = 60;

/** What somebody has to look at, each to the one topic. */
export function createAlarms({ topic, loadBalancer, database }: AlarmSources): aws.cloudwatch.MetricAlarm[] {
  const alarm = (name: string, alarmDescription: string, args: Omit<AlarmArgs, 'name'>) =>
    new aws.cloudwatch.MetricAlarm(name, {
      name: `chancery-${$app.stage}-${name}`,
      alarmDescription,
      treatMissingData: 'notBreaching',
      alarmActions: [topic],
      okActions: [topic],
      ...args,
    });
  const ofLoadBalancer = { LoadBalancer: loadBalancer.arnSuffix };
  const ofQueue = { [DATABASE_DIMENSION]: database.host };
  const counted = (id: string, metricName: string) => ({
    id,
    metric: {
      namespace: 'AWS/ApplicationELB',
      metricName,
      dimensions: ofLoadBalancer,
      stat: 'Sum',
      period: 5 * MINUTE,
    },
  });
  return [
    alarm(
      'ServerErrors',
      'The API, or the load balancer for it, answered with 5xx five times in five minutes',
      {
        comparisonOperator: 'GreaterThanOrEqualToThreshold',
        threshold: 5,
        evaluationPeriods: 1,
        metricQueries: [
          counted('byApi', 'HTTPCode_Target_5XX_Count'),
          counted('byBalancer', 'HTTPCode_ELB_5XX_Count'),
          {
            id: 'all',
            expression: 'FILL(byApi, 0) + FILL(byBalancer, 0)',
            label: '5xx answers',
            returnData: true,
          },
        ],
      },
    ),
    alarm(
      'SlowAnswers',
      'One answer in a hundred took longer than two seconds to begin, for a quarter of an hour',
      {
        namespace: 'AWS/ApplicationELB',
        metricName: 'TargetResponseTime',
        dimensions: ofLoadBalancer,
        extendedStatistic: 'p99',
        comparisonOperator: 'GreaterThanThreshold',
        threshold: 2,
        period: 5 * MINUTE,
        evaluationPeriods: 3,
      },
    ),
    alarm('OldJobs', 'A job has waited for ten minutes, or no worker has told how long', {
      namespace: NAMESPACE,
      metricName: queueMetrics.age,
      dimensions: ofQueue,
      statistic: 'Maximum',
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 10 * MINUTE,
      period: 5 * MINUTE,
      evaluationPeriods: 2,
      treatMissingData: 'breaching',
    }),
    alarm('DeadJobs', 'A job was given up after all its tries', {
      namespace: NAMESPACE,
      metricName: queueMetrics.dead,
      dimensions: ofQueue,
      statistic: 'Maximum',
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 0,
      period: 5 * MINUTE,
      evaluationPeriods: 1,
    }),
    alarm('DatabaseAtMaximum', 'The database has been as large as it may grow for a quarter of an hour', {
      namespace: 'AWS/RDS',
      metricName: 'ServerlessDatabaseCapacity',
      dimensions: { DBClusterIdentifier: database.component.nodes.cluster!.clusterIdentifier },
      statistic: 'Maximum',
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: database.maxCapacity,
      period: 5 * MINUTE,
      evaluationPeriods: 3,
    }),
    // AWS looks at an account's sending at 5 % and stops it at 10 %.
    alarm('MailBounces', 'More than three of a hundred mails came back', {
      namespace: 'AWS/SES',
      metricName: 'Reputation.BounceRate',
      statistic: 'Maximum',
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 0.03,
      period: 15 * MINUTE,
      evaluationPeriods: 1,
    }),
  ];
}
